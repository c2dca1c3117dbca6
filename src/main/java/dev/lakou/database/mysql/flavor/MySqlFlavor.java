package dev.lakou.database.mysql.flavor;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where MySQL and MariaDB differ: how an account is marked, read, and given its password. */
public interface MySqlFlavor {

    Flavor flavor();

    /** The oldest version that Lakou supports, such as 8.4. */
    String oldestVersion();

    /** Makes what the server is known by, where it has nothing of its own. May be repeated. */
    List<SqlText> makeIdentity();

    /** What the server is known by; a replica of MySQL has another than its source, one of MariaDB the same. */
    Optional<String> identity(Connection connection) throws SQLException;

    /** Where accounts are stored, a row for each. */
    String accountTable();

    /** A query for all accounts that are Lakou's, with the columns user and marker. */
    String markedAccounts();

    /** A query for the roles that an account (its only parameter, at any host) has, and for who has it as a role. */
    String roleGrants();

    /** A query for accounts that are roles, and for those who have them; each as {@code user@host}. */
    String roleMembers();

    /** A query for the accounts of a user (its only parameter) that are not the one of any host. */
    String otherHosts();

    /** Whether an account of this table, called {@code u}, may log in. */
    String isOpen();

    /** How many connections an account of this table, called {@code u}, may have; 0 for any number. */
    String connectionLimit();

    /** The query, which the server ends after so long. */
    String within(Duration limit, String select);

    /** A query for the ids of sessions that wait for a lock on rows, and of those that have it. */
    String lockWaits();

    /** Queries for the same, of all locks of which the server tells both. */
    default List<String> allLockWaits() {
        return List.of(lockWaits());
    }

    /**
     * A query for what accounts may do beyond single databases, with the columns user, MEMBER or PROXY or SERVER, and the
     * user and host of the account that the first two are about.
     *
     * @param places parameters for the names of the accounts; the query holds them several times
     */
    String rightsBeyondDatabases(String places);

    /** The tables of rights beside those of accounts, databases, tables and columns, each with its column for the account. */
    Map<String, String> otherRightsTables();

    /** A condition that an account p is Lakou's. */
    default String isLakous() {
        return "p.host = '%' AND EXISTS (SELECT 1 FROM (" + markedAccounts() + ") m WHERE m.user = p.user)";
    }

    /**
     * A query for who, not being Lakou's nor an administrator, may become an account of Lakou's: both as statements write
     * them, and PROXY or MEMBER. An empty name to be proxied means any.
     */
    default String impersonators() {
        return """
                SELECT %s, concat(quote(x.proxied_user), '@', quote(x.proxied_host)), 'PROXY' AS kind
                FROM mysql.proxies_priv x JOIN mysql.user p ON p.user = x.user AND p.host = x.host
                WHERE (x.proxied_user = '' OR x.proxied_host = '%%' AND x.proxied_user IN (SELECT k.user FROM (%s) k))
                    AND 'Y' NOT IN (p.super_priv, p.create_user_priv, p.grant_priv) AND NOT (%s)
                """
                .formatted(MySqlAccounts.WRITTEN, markedAccounts(), isLakous());
    }

    /** The roles that every account has, where there are some. */
    Optional<String> mandatoryRoles(Connection connection) throws SQLException;

    /**
     * What of the server's settings keeps an administrator from making accounts as Lakou does.
     *
     * @param held the administrator's global privileges
     * @param admin its account, as statements name it
     */
    Optional<Shortcoming> refusalOfAccounts(Connection connection, Set<String> held, String admin) throws SQLException;

    /** The privilege that ends other accounts' connections. */
    String connectionAdmin();

    /** Makes an account that is locked and carries the comment of its role. May be repeated. */
    List<SqlText> createAccount(Role role);

    /** Writes the comment of its role on an account that somebody else made, and that it was so. */
    SqlText adoptAccount(Role role);

    /** Sets the password; where the credential has a former one or retains the present one, that goes on working. */
    List<SqlText> setPassword(Credential credential);

    /** Ends the password before this one. */
    List<SqlText> discardOldPassword(Credential current);

    /** Makes the account's password one that never expires, and one that has expired valid again. May be repeated. */
    List<SqlText> endExpiry(Identifier user);

    List<SqlText> dropAccount(Identifier user);

    Optional<ObservedAccount> account(Connection connection, Identifier user) throws SQLException;

    /** The accounts that are open and carry a marker. */
    default Map<Identifier, Marker> openLogins(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT m.user, m.marker FROM (" + markedAccounts() + ") m JOIN "
                        + accountTable() + " u ON u.user = m.user AND u.host = '%' WHERE " + isOpen())) {
            var logins = new HashMap<Identifier, Marker>();
            while (rows.next()) {
                var login = new Identifier(rows.getString(1));
                Marker.parse(rows.getString(2)).ifPresent(marker -> logins.put(login, marker));
            }
            return logins;
        }
    }
}
