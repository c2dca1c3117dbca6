package dev.lakou.endtoend;

import static dev.lakou.endtoend.MatrixEngine.POSTGRESQL;
import static dev.lakou.endtoend.StateCase.Place.EXPELLED;
import static dev.lakou.endtoend.StateCase.Place.OUTSIDE;
import static dev.lakou.endtoend.StateCase.Place.UNSEEN;
import static dev.lakou.endtoend.StateCase.Place.WITHOUT_SECRETS;
import static dev.lakou.endtoend.StateCase.reader;
import static dev.lakou.endtoend.StateCase.service;

import java.util.List;
import java.util.stream.Stream;

/** Every state that the API can show of a ServiceSchema or a SchemaReader, and hostile ways into some of them. */
final class StateCases {
    private static final String VICTIM = "schemaRef: {namespace: $victims, name: victim}";
    private static final String OF_VICTIM = "{namespace: $victims, name: victim}";
    /** What is said of the victim to those whose DatabaseServer is to be deleted, which is not the victim's. */
    private static final String ON_ANOTHER_SERVER = "InvalidSpec";

    private static final String HEALTHY = "{name: healthy}";

    private StateCases() {}

    static List<StateCase> all() {
        return Stream.of(services(), hostile(), uses(), onTroubledServers(), readers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<StateCase> services() {
        var extension = service("extension").but("extensions: [pg_trgm]").tells("InvalidSpec");
        var template = service("template")
                .but("secret: {template: {URL: '{{nothing}}'}}")
                .tells("InvalidSpec");
        var user = service("user")
                .but("users: [{name: $it_user, access: ReadOnly}]")
                .tells("NameReserved");
        var secret = service("secret")
                .before(Interventions::takeSecret)
                .but("secret: {name: taken}")
                .tells("SecretConflict");
        var suspended = service("suspended")
                .but("suspend: true")
                .relievedBy(StatePair::correct)
                .tells("Suspended");
        return List.of(
                service("healthy").later().called("healthy"),
                service("unseen").in(UNSEEN).tells("Pending"),
                service("rows").later().troubledBy(Interventions::insertRows).relievedBy(Interventions::confirmLoss),
                service("drifted")
                        .later()
                        .troubledBy(Interventions::grantTooMuch)
                        .provedBy(Interventions::isNotGrantedTooMuch)
                        .tells("Reconciled", "Drifted"),
                extension,
                extension.later(),
                template,
                template.later(),
                service("setting").but("settings: {role: postgres}").tells("InvalidSpec"),
                user,
                user.later(),
                secret,
                secret.later(),
                suspended,
                suspended.later(),
                service("lost")
                        .later()
                        .troubledBy(Interventions::dropSchema)
                        .relievedBy(Interventions::makeSchemaAnew)
                        .tells("SchemaMissing"),
                service("quota")
                        .in(WITHOUT_SECRETS)
                        .before(Interventions::forbidSecrets)
                        .relievedBy(Interventions::allowSecrets)
                        .tells("Failed"));
    }

    /** Names of others, and what may not be taken over. */
    private static List<StateCase> hostile() {
        var legacy = "schema: legacy, user: legacy_app";
        var login = service("login")
                .but("users: [{name: victim_user, access: ReadWrite}]")
                .tells("NameConflict");
        return List.of(
                service("takes-schema").always("schema: legacy", "NameConflict").tells("NameConflict"),
                service("takes-login")
                        .always("schema: $it, user: legacy_app", "NameConflict")
                        .tells("NameConflict"),
                service("takes-victim")
                        .always("schema: victim, user: victim_user", "NameConflict")
                        .tells("NameConflict"),
                login,
                login.later(),
                service("outsider")
                        .in(OUTSIDE)
                        .always("schema: victim, user: victim_user", "NameConflict")
                        .relievedBy(Interventions::admit)
                        .tells("RefNotPermitted"),
                service("expelled")
                        .in(EXPELLED)
                        .later()
                        .troubledBy(Interventions::expel)
                        .relievedBy(Interventions::admit)
                        .tells("RefNotPermitted"),
                service("reserved")
                        .always("schema: $it, user: lakou_x", "NameReserved")
                        .tells("NameReserved")
                        .on(POSTGRESQL),
                service("preview")
                        .on(ServerTrouble.CONSENT)
                        .always(
                                "schema: heritage, user: heritage_app, adoption: {policy: Preview, password: Reset}",
                                "AdoptionPreview")
                        .tells("AdoptionPreview"),
                service("preview-refused")
                        .always(legacy + ", adoption: {policy: Preview}", "AdoptionRefused")
                        .tells("AdoptionRefused"),
                service("adopts")
                        .always(
                                legacy + ", adoption: {policy: TakeOver, passwordSecretRef: {name: nothing}}",
                                "AdoptionRefused")
                        .tells("AdoptionRefused"));
    }

    /** What they want of others. */
    private static List<StateCase> uses() {
        var missing = service("use-missing")
                .but("access: [{schemaRef: {name: nobody}}]")
                .tells("RefNotFound")
                .leavesSomething();
        var forbidden = service("use-victim")
                .but("access: [{%s}]".formatted(VICTIM))
                .tells("RefNotPermitted", ON_ANOTHER_SERVER)
                .leavesSomething();
        return List.of(
                missing,
                missing.later(),
                forbidden,
                forbidden.later(),
                service("use-unmade")
                        .but("access: [{schemaRef: {name: template}}]")
                        .tells("RefNotReady")
                        .leavesSomething(),
                service("use-tables")
                        .but("access: [{schemaRef: {name: healthy}, tables: [nothing]}]")
                        .tellsBeside("TablesMissing")
                        .leavesSomething(),
                service("use-itself")
                        .but("access: [{schemaRef: {name: use-itself}}]")
                        .tells("InvalidSpec")
                        .leavesSomething());
    }

    private static List<StateCase> onTroubledServers() {
        var dead = service("dead").on(ServerTrouble.DEAD_BORN).tells("ServerUnreachable");
        var budget = service("budget")
                .saying("schema: $it, connectionLimit: 1", "schema: $it, connectionLimit: 5000")
                .on(ServerTrouble.BUDGET)
                .tells("ConnectionBudgetExceeded");
        var missing = service("missing").on(ServerTrouble.MISSING_BORN).tells("ServerNotFound");
        var password = service("password").on(ServerTrouble.PASSWORD_BORN).tells("AuthenticationFailed");
        var admin = service("admin").on(ServerTrouble.ADMIN_SECRET_BORN).tells("AdminSecretNotFound");
        var key = service("key").on(ServerTrouble.SECRET_KEY_BORN).tells("AdminSecretInvalid");
        var ca = service("ca").on(ServerTrouble.CA_BORN).tells("ServerNotReady");
        var certificate =
                service("certificate").on(ServerTrouble.CLIENT_CERTIFICATE_BORN).tells("ServerNotReady");
        var endpoint = service("endpoint")
                .on(ServerTrouble.ENDPOINT_BORN)
                .tells("LoginUnproved")
                .leavesSomething();
        var privilege = service("privilege").on(ServerTrouble.PRIVILEGE_BORN).tells("AdminLacksPrivilege");
        var suspended = service("held").on(ServerTrouble.SUSPENDED_BORN).tells("Suspended");
        var pattern = service("pattern").on(ServerTrouble.PATTERN_BORN).tells("NameNotAllowed");
        var readOnly = service("read-only").on(ServerTrouble.READ_ONLY_BORN).tells("ServerReadOnly");
        return List.of(
                dead,
                dead.later(),
                budget,
                budget.later(),
                missing,
                missing.later(),
                password,
                password.later(),
                admin,
                admin.later(),
                key,
                key.later(),
                ca,
                ca.later(),
                certificate,
                certificate.later(),
                endpoint,
                endpoint.later(),
                service("locked")
                        .on(ServerTrouble.LOCKED)
                        .saying("schema: $it", "schema: $it, connectionLimit: 3")
                        .later()
                        .tells("ServerBusy"),
                service("full").on(ServerTrouble.FULL_BORN).tells("ServerNotReady"),
                privilege,
                privilege.later(),
                suspended,
                suspended.later(),
                pattern,
                pattern.later(),
                readOnly,
                service("tls").on(ServerTrouble.TLS_BORN).tells("TlsFailed"),
                service("database").on(ServerTrouble.DATABASE_BORN).tells("DatabaseNotFound"));
    }

    private static List<StateCase> readers() {
        var expired = reader("r-expired", HEALTHY)
                .but("expiresAt: '2020-01-01T00:00:00Z'")
                .tells("Expired");
        var secret = reader("r-secret", HEALTHY)
                .before(Interventions::takeSecret)
                .but("secret: {name: taken}")
                .tells("SecretConflict");
        var missing = reader("r-missing", HEALTHY).tells("RefNotFound");
        var template = reader("r-template", HEALTHY)
                .but("secret: {template: {URL: '{{nothing}}'}}")
                .tells("InvalidSpec");
        return List.of(
                reader("r-healthy", HEALTHY).later(),
                expired,
                expired.later(),
                secret,
                secret.later(),
                template,
                template.later(),
                missing.always("user: $it, schemas: [{name: nobody}]", "RefNotFound"),
                reader("r-unmade", "{name: template}")
                        .always("user: $it, schemas: [{name: template}]", "RefNotReady", "Reconciled")
                        .tells("RefNotReady"),
                reader("r-victim", OF_VICTIM)
                        .always("user: $it, schemas: [%s]".formatted(OF_VICTIM), "RefNotPermitted")
                        .tells("RefNotPermitted", ON_ANOTHER_SERVER),
                reader("r-takes-login", HEALTHY)
                        .always("user: victim_user, schemas: [%s]".formatted(HEALTHY), "NameConflict")
                        .tells("NameConflict"),
                reader("r-takes-legacy", HEALTHY)
                        .always("user: legacy_app, schemas: [%s]".formatted(HEALTHY), "NameConflict")
                        .tells("NameConflict"),
                reader("r-outsider", OF_VICTIM)
                        .in(OUTSIDE)
                        .always("user: victim_user, schemas: [%s]".formatted(OF_VICTIM), "RefNotPermitted")
                        .relievedBy(Interventions::admit)
                        .tells("RefNotPermitted"),
                onTrouble("dead", ServerTrouble.DEAD_BORN, "ServerUnreachable"),
                onTrouble("dead-later", ServerTrouble.DEAD, "ServerUnreachable")
                        .later()
                        .called("r-dead-later"),
                onTrouble("missing", ServerTrouble.MISSING_BORN, "ServerNotFound"),
                onTrouble("missing-later", ServerTrouble.MISSING, "ServerNotFound")
                        .later()
                        .called("r-gone"),
                onTrouble("held", ServerTrouble.SUSPENDED_BORN, "Suspended"),
                onTrouble("held-later", ServerTrouble.SUSPENDED, "Suspended")
                        .later()
                        .called("r-held-later"));
    }

    private static StateCase onTrouble(String service, ServerTrouble trouble, String reason) {
        return reader("r-on-" + service, "{name: %s}".formatted(service))
                .on(trouble)
                .tells(reason);
    }
}
