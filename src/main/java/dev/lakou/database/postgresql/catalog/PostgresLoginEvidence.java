package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.LoginEvidence;
import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What logins depend on. Who may read passwords (a superuser) sees theirs; for others, that one has changed. */
public final class PostgresLoginEvidence {
    /** Of nothing. */
    static final PostgresLoginEvidence NONE = new PostgresLoginEvidence(Map.of(), Optional.empty());

    /**
     * pg_hba.conf takes effect when the configuration is loaded, by each session a moment earlier or later: within that
     * moment nothing that was proved stands. How often a role was altered (ALTER ROLE .. PASSWORD
     * leaves no other trace) is counted unless somebody has switched track_counts off.
     */
    private static final String SERVER =
            """
            SELECT concat_ws('|', date_trunc('second', pg_conf_load_time()), pg_postmaster_start_time(), d.datallowconn, d.datconnlimit, d.datacl,
                             CASE WHEN clock_timestamp() - pg_conf_load_time() < interval '3 seconds' THEN clock_timestamp() END),
                   pg_stat_get_tuples_updated('pg_authid'::regclass), scope.asker
            FROM scope, pg_database d WHERE d.datname = current_database()
            """;

    private static final String LOGIN =
            """
            SELECT r.rolname, concat_ws('|', r::text,
                     (SELECT string_agg(s::text, ',' ORDER BY s.setdatabase) FROM pg_db_role_setting s WHERE s.setrole = r.oid),
                     (SELECT string_agg(m::text, ',' ORDER BY m.roleid, m.grantor) FROM (
                        SELECT a.roleid, a.grantor, a.admin_option FROM pg_auth_members a WHERE a.member = r.oid) m)), own.asker
            FROM own, LATERAL (SELECT * FROM pg_roles WHERE oid = own.oid OFFSET 0) r
            """;

    private static final String VERIFIER =
            """
            SELECT own.rolname, a.rolpassword, own.asker
            FROM own, LATERAL (SELECT rolpassword FROM pg_authid WHERE oid = own.oid OFFSET 0) a WHERE a.rolpassword IS NOT NULL
            """;

    private final Map<Identifier, LoginEvidence> evidence;
    private final Optional<Map<Identifier, String>> verifiers;

    private PostgresLoginEvidence(
            Map<Identifier, LoginEvidence> evidence, Optional<Map<Identifier, String>> verifiers) {
        this.evidence = evidence;
        this.verifiers = verifiers;
    }

    /** @param shown whether verifiers may be read */
    public static Asked ask(CatalogMessage.Section section, boolean shown) {
        return new Asked(
                section.ask(SERVER, row -> new Server(row.getString(1), row.getLong(2))),
                section.ask(LOGIN, row -> Map.entry(new Identifier(row.getString(1)), row.getString(2))),
                shown
                        ? Optional.of(section.ask(
                                VERIFIER, row -> Map.entry(new Identifier(row.getString(1)), row.getString(2))))
                        : Optional.empty());
    }

    /** Empty of a login that is not there. */
    public Optional<LoginEvidence> of(Identifier login) {
        return Optional.ofNullable(evidence.get(login));
    }

    Map<Identifier, LoginEvidence> all() {
        return evidence;
    }

    /** Whether passwords can be compared without logging in. */
    public boolean showsVerifiers() {
        return verifiers.isPresent();
    }

    /** Whether the server shows that this is the password; it shows none where it stores none, or lets nobody see. */
    public boolean shows(Credential credential) {
        return verifiers
                .map(all -> all.get(credential.user()))
                .filter(text -> new StoredPassword(text).isOf(credential))
                .isPresent();
    }

    /** The questions, until they are answered. */
    public record Asked(
            Answers<Server> server,
            Answers<Map.Entry<Identifier, String>> logins,
            Optional<Answers<Map.Entry<Identifier, String>>> verifiers) {

        public PostgresLoginEvidence of(int asker) {
            var server = this.server.of(asker).iterator().next();
            var shown = verifiers.map(answers -> byName(answers.of(asker)));
            var passwords = shown.isPresent() ? "" : "|" + server.altered();
            return new PostgresLoginEvidence(
                    logins.of(asker).stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    login -> new LoginEvidence(
                                            login.getValue()
                                                    + '|'
                                                    + shown.map(all -> all.getOrDefault(login.getKey(), ""))
                                                            .orElse(""),
                                            server.text() + passwords))),
                    shown);
        }

        private static Map<Identifier, String> byName(Set<Map.Entry<Identifier, String>> texts) {
            return texts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** @param altered how often roles were altered */
    record Server(String text, long altered) {}
}
