package dev.lakou.database.mysql.flavor;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * How a server reads the names of databases and tables.
 *
 * @param literalInGrants whether a GRANT names a database as it is ({@code partial_revokes}), or by a pattern
 * @param lowerCase whether a name in upper case is the same as in lower case ({@code lower_case_table_names} 1 and 2)
 */
public record MySqlNames(boolean literalInGrants, boolean lowerCase) {

    public static MySqlNames of(Connection connection, boolean hasPartialRevokes) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        hasPartialRevokes
                                ? "SELECT @@lower_case_table_names <> 0, @@partial_revokes"
                                : "SELECT @@lower_case_table_names <> 0, FALSE")) {
            row.next();
            return new MySqlNames(row.getBoolean(2), row.getBoolean(1));
        }
    }

    /** The database as a GRANT names it: in a pattern, _ and % must be escaped to mean themselves. */
    public String inGrant(Identifier schema) {
        return literalInGrants ? schema.value() : escaped(schema);
    }

    /** The one database that a GRANT names; empty if it may mean several. */
    public Optional<Identifier> meant(String inGrant) {
        if (literalInGrants) {
            return Optional.of(new Identifier(inGrant));
        }
        var name = inGrant.replaceAll("\\\\(.)", "$1");
        return !name.isEmpty() && escaped(new Identifier(name)).equals(inGrant)
                ? Optional.of(new Identifier(name))
                : Optional.empty();
    }

    /** The name of a table as the server tells it. */
    public Identifier stored(Identifier table) {
        return lowerCase ? new Identifier(table.value().toLowerCase(Locale.ROOT)) : table;
    }

    /** Whether the server would take the name for another one. */
    public boolean confuses(Identifier schema) {
        return !stored(schema).equals(schema);
    }

    private static String escaped(Identifier schema) {
        return schema.value().replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }
}
