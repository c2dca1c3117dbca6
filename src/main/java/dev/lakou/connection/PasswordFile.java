package dev.lakou.connection;

import java.util.List;
import java.util.stream.Collectors;

/** A line of libpq's password file. */
final class PasswordFile {
    private PasswordFile() {}

    static String line(ConnectionDetails details) {
        var fields = List.of(
                details.endpoint().host(),
                Integer.toString(details.endpoint().port()),
                details.database().value(),
                details.user(),
                details.password());
        return fields.stream().map(PasswordFile::escaped).collect(Collectors.joining(":", "", "\n"));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace(":", "\\:");
    }
}
