package dev.lakou.database.postgresql;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.catalog.InstalledExtensions;
import dev.lakou.database.postgresql.catalog.InstalledExtensions.Installed;
import dev.lakou.database.postgresql.catalog.InstalledExtensions.Needed;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the extensions that services ask for come to be.
 *
 * @param allowed what may be installed because another needs it
 */
record PostgresExtensions(Connection connection, Identifier database, Set<Identifier> allowed) {
    /**
     * Installs one, with what it needs, or opens the schema in which it lies.
     *
     * @throws DatabaseException when the service could not use it all the same, with what to do
     */
    void provide(Identifier extension) throws SQLException {
        var before = installed().find(extension);
        if (before.isEmpty()) {
            install(extension);
            installed().find(extension).filter(found -> !found.open()).ifPresent(this::open);
            return;
        }
        if (before.get().open()) {
            throw new DatabaseException(
                    Kind.VALUE_REFUSED,
                    "spec.extensions \"%s\" lies in schema \"%s\", which is not in the search_path of the service. Add \"%s\" to spec.searchPath."
                            .formatted(
                                    extension,
                                    before.get().schema(),
                                    before.get().schema()));
        }
        open(before.get());
    }

    /** What {@link #provide} would begin with. */
    SqlText statement(Identifier extension) throws SQLException {
        return installed()
                .find(extension)
                .map(found -> opening(found.schema()))
                .orElse(creation(extension, installed().needed(extension)));
    }

    /** In public, which belongs to the platform: what is in a service's schema could be replaced by the service. */
    private void install(Identifier extension) throws SQLException {
        var needed = installed().needed(extension);
        refuseMissing(extension, needed);
        var text = creation(extension, needed);
        try {
            PostgresTransaction.sendAsPlatform(connection, List.of(text));
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            throw new DatabaseException(
                    Kind.PRIVILEGE_MISSING,
                    "The administrator may not install the extension \"%s\": %s. A DBA can run in database \"%s\": %s"
                            .formatted(extension, words(e), database, text.text()),
                    e);
        }
    }

    private static SqlText creation(Identifier extension, Set<Needed> needed) {
        var text = sql().sql("CREATE EXTENSION IF NOT EXISTS ").name(extension);
        if (needed.stream().noneMatch(one -> one.name().equals(extension) && one.placed())) {
            text.sql(" SCHEMA public");
        }
        return text.sql(" CASCADE;");
    }

    private void refuseMissing(Identifier extension, Set<Needed> needed) {
        for (var one : needed) {
            if (!one.available()) {
                throw new DatabaseException(
                        Kind.VALUE_REFUSED,
                        "spec.extensions \"%s\"%s is not available on this server: its files are not there. Remove it, or ask the platform team to have it installed."
                                .formatted(
                                        extension,
                                        one.name().equals(extension)
                                                ? ""
                                                : " needs \"%s\", which".formatted(one.name())));
            }
            if (!one.installed() && !one.name().equals(extension) && !allowed.contains(one.name())) {
                throw new DatabaseException(
                        Kind.VALUE_REFUSED,
                        "spec.extensions \"%s\" needs \"%s\", which is not installed, and not among the allowedExtensions of the DatabaseServer. Ask the platform team to allow it."
                                .formatted(extension, one.name()));
            }
        }
    }

    private void open(Installed found) {
        var schema = found.schema();
        var statement = opening(schema);
        if (found.ofService()) {
            throw new DatabaseException(
                    Kind.VALUE_REFUSED,
                    "spec.extensions \"%s\" lies in schema \"%s\", which is another service's. A DBA can run: ALTER EXTENSION %s SET SCHEMA public;"
                            .formatted(found.name(), schema, PostgresQuoting.INSTANCE.name(found.name())));
        }
        try {
            PostgresTransaction.send(connection, statement);
        } catch (SQLException e) {
            throw new DatabaseException(
                    Kind.PRIVILEGE_MISSING,
                    "The extension \"%s\" lies in schema \"%s\", which services may not use, and the administrator may not let them. A DBA can run: %s"
                            .formatted(found.name(), schema, statement.text()),
                    e);
        }
    }

    private SqlText opening(Identifier schema) {
        return sql().sql("GRANT USAGE ON SCHEMA ")
                .name(schema)
                .sql(" TO ")
                .names(List.of(PostgresNames.connectGroup(database), PostgresNames.readGroup(database)))
                .sql(";");
    }

    private InstalledExtensions installed() {
        return new InstalledExtensions(connection, database);
    }

    private static String words(SQLException exception) {
        return Optional.ofNullable(exception.getMessage())
                .orElse("no reason given")
                .lines()
                .findFirst()
                .orElse("");
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }
}
