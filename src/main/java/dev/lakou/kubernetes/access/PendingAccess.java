package dev.lakou.kubernetes.access;

import dev.lakou.model.Access;
import java.util.stream.Stream;

/**
 * What is granted once it is there.
 *
 * @param access to the tables that are missing, or miss a column that is wanted
 * @param concerns whose they are, or for whom, in words
 */
public record PendingAccess(Access access, String concerns) {
    /** One for each table. */
    public Stream<String> words() {
        return access.tables().stream().sorted().map(table -> "%s.%s %s".formatted(access.schema(), table, concerns));
    }
}
