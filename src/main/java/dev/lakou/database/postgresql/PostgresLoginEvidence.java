package dev.lakou.database.postgresql;

import dev.lakou.database.jdbc.LoginEvidence;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what logins depend on. Who may read passwords (a superuser) sees theirs; for others, that one has changed. */
final class PostgresLoginEvidence {
    /**
     * pg_hba.conf takes effect when the configuration is loaded, by each session a moment earlier or later: within that
     * moment nothing that was proved stands. How often a role was altered (ALTER ROLE .. PASSWORD
     * leaves no other trace) is counted unless somebody has switched track_counts off.
     */
    private static final String SERVER =
            """
            SELECT concat_ws('|', date_trunc('second', pg_conf_load_time()), pg_postmaster_start_time(), d.datallowconn, d.datconnlimit, d.datacl,
                             CASE WHEN clock_timestamp() - pg_conf_load_time() < interval '3 seconds' THEN clock_timestamp() END),
                   pg_stat_get_tuples_updated('pg_authid'::regclass), has_table_privilege('pg_authid', 'SELECT')
            FROM pg_database d WHERE d.datname = current_database()
            """;

    private static final String LOGIN =
            """
            SELECT r.rolname, concat_ws('|', r::text,
                     (SELECT string_agg(s::text, ',' ORDER BY s.setdatabase) FROM pg_db_role_setting s WHERE s.setrole = r.oid),
                     (SELECT string_agg(m::text, ',' ORDER BY m.roleid, m.grantor) FROM (
                        SELECT a.roleid, a.grantor, a.admin_option FROM pg_auth_members a WHERE a.member = r.oid) m))
            FROM pg_roles r WHERE r.rolname = ANY (?)
            """;

    private static final String VERIFIER = "SELECT rolname, rolpassword FROM pg_authid WHERE rolname = ANY (?)";

    private final Map<Identifier, LoginEvidence> evidence;
    private final Optional<Map<Identifier, String>> verifiers;

    private PostgresLoginEvidence(
            Map<Identifier, LoginEvidence> evidence, Optional<Map<Identifier, String>> verifiers) {
        this.evidence = evidence;
        this.verifiers = verifiers;
    }

    /** The same for each of those who ask: it has the logins of all. */
    static List<PostgresLoginEvidence> read(Connection connection, List<Set<Identifier>> asked) throws SQLException {
        var logins = asked.stream().flatMap(Set::stream).map(Identifier::value).collect(Collectors.toSet());
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SERVER)) {
            row.next();
            var server = row.getString(1);
            var verifiers = row.getBoolean(3)
                    ? Optional.of(texts(connection, VERIFIER, logins))
                    : Optional.<Map<Identifier, String>>empty();
            var passwords = verifiers.isPresent() ? "" : "|" + row.getLong(2);
            var evidence = new HashMap<Identifier, LoginEvidence>();
            texts(connection, LOGIN, logins)
                    .forEach((login, text) -> evidence.put(
                            login,
                            new LoginEvidence(
                                    text
                                            + '|'
                                            + verifiers
                                                    .map(all -> all.get(login))
                                                    .orElse(""),
                                    server + passwords)));
            return Collections.nCopies(asked.size(), new PostgresLoginEvidence(evidence, verifiers));
        }
    }

    /** Empty of a login that is not there. */
    Optional<LoginEvidence> of(Identifier login) {
        return Optional.ofNullable(evidence.get(login));
    }

    /** Whether passwords can be compared without logging in. */
    boolean showsVerifiers() {
        return verifiers.isPresent();
    }

    /** Whether the server shows that this is the password; it shows none where it stores none, or lets nobody see. */
    boolean shows(Credential credential) {
        return verifiers
                .map(all -> all.get(credential.user()))
                .filter(text -> new StoredPassword(text).isOf(credential))
                .isPresent();
    }

    private static Map<Identifier, String> texts(Connection connection, String query, Collection<String> logins)
            throws SQLException {
        var texts = new HashMap<Identifier, String>();
        try (var statement = connection.prepareStatement(query)) {
            statement.setArray(1, connection.createArrayOf("text", logins.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.put(new Identifier(rows.getString(1)), rows.getString(2));
                }
            }
        }
        return texts;
    }
}
