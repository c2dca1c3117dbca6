package dev.lakou.kubernetes.access;

import dev.lakou.database.SharedServer;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is granted once it is there.
 *
 * @param access to the tables that are missing, or miss a column that is wanted
 * @param concerns whose they are, or for whom, in words
 */
public record PendingAccess(Access access, String concerns) {
    /** What of the access is there; what is not is added to those that are pending. */
    public static Optional<Access> present(
            Access access, String concerns, SharedServer server, List<PendingAccess> pending) {
        var missing = access.toEverything() ? Set.<Identifier>of() : server.missing(access);
        access.only(missing).map(rest -> new PendingAccess(rest, concerns)).ifPresent(pending::add);
        return access.without(missing);
    }

    /** One for each table. */
    public Stream<String> words() {
        return access.tables().stream().sorted().map(table -> "%s.%s %s".formatted(access.schema(), table, concerns));
    }
}
