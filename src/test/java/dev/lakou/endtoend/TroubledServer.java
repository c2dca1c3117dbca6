package dev.lakou.endtoend;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.FreePort;
import dev.lakou.environment.Login;
import dev.lakou.faults.FaultProxy;
import dev.lakou.faults.WriteGate;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Optional;

/** A DatabaseServer of the matrix, with an administrator of its own, so that its trouble is nobody else's. */
final class TroubledServer {
    private static final String PASSWORD = "an-administrators-password";

    private final MatrixSite site;
    private final MatrixDatabase database;
    private final ServerTrouble trouble;
    private final String name;
    private final String administrator;
    private Optional<FaultProxy> proxy = Optional.empty();
    private int edits;

    /** @param copy what tells it from others with the same trouble */
    TroubledServer(MatrixSite site, MatrixDatabase database, ServerTrouble trouble, String copy) {
        this.site = site;
        this.database = database;
        this.trouble = trouble;
        this.name = name(database.engine(), trouble, copy);
        this.administrator = "m_" + name.replace('-', '_');
    }

    static String name(MatrixEngine engine, ServerTrouble trouble, String copy) {
        return "%s-%s%s".formatted(engine.word, trouble.word(), copy);
    }

    String name() {
        return name;
    }

    ServerTrouble trouble() {
        return trouble;
    }

    /** As the platform team makes it. */
    void declare() {
        database.makeAdministrator(administrator, PASSWORD);
        switch (trouble) {
            case PASSWORD_BORN -> secret("wrong");
            case SECRET_KEY_BORN -> site.lakou().adminSecret(name, Map.of("username", administrator));
            case ADMIN_SECRET_BORN -> {}
            default -> secret(PASSWORD);
        }
        switch (trouble) {
            case MISSING_BORN -> {}
            case DEAD_BORN -> apply(FreePort.next(), trouble.born());
            case DEAD -> apply(proxied(), trouble.born());
            case PRIVILEGE_BORN -> {
                database.weaken(administrator);
                apply(trouble.born());
            }
            case LOCKED -> {
                database.run("CREATE DATABASE " + administrator);
                apply(trouble.born());
            }
            case FULL_BORN -> {
                database.run("ALTER ROLE %s NOSUPERUSER CONNECTION LIMIT 0".formatted(administrator));
                apply(trouble.born());
            }
            case READ_ONLY_BORN -> {
                database.run("ALTER ROLE %s SET default_transaction_read_only = on".formatted(administrator));
                apply(trouble.born());
            }
            default -> apply(trouble.born());
        }
    }

    /** Makes the trouble that comes later. */
    void begin() {
        switch (trouble) {
            case MISSING -> remove();
            case DEAD -> {
                proxy.orElseThrow().close();
                apply(proxy.orElseThrow().port(), trouble.troubled());
            }
            case PASSWORD -> {
                database.setPassword(administrator, "another");
                database.endSessions(administrator);
                apply(trouble.troubled());
            }
            case ADMIN_SECRET ->
                site.lakou()
                        .client()
                        .secrets()
                        .inNamespace(InstalledLakou.NAMESPACE)
                        .withName(name)
                        .delete();
            case SECRET_KEY -> {
                site.lakou()
                        .client()
                        .secrets()
                        .inNamespace(InstalledLakou.NAMESPACE)
                        .withName(name)
                        .delete();
                site.lakou().adminSecret(name, Map.of("username", administrator));
            }
            case PRIVILEGE -> {
                database.weaken(administrator);
                apply(trouble.troubled());
            }
            case LOCKED -> database.lock(administrator);
            case PATTERN, SUSPENDED, CA, CLIENT_CERTIFICATE, ENDPOINT -> apply(trouble.troubled());
            default -> {}
        }
    }

    void end() {
        switch (trouble) {
            case PASSWORD -> database.setPassword(administrator, PASSWORD);
            case PRIVILEGE_BORN, PRIVILEGE -> database.strengthen(administrator);
            case PASSWORD_BORN, ADMIN_SECRET_BORN, ADMIN_SECRET, SECRET_KEY_BORN, SECRET_KEY -> secret(PASSWORD);
            case DATABASE_BORN -> database.run("CREATE DATABASE " + administrator);
            case LOCKED -> database.unlock(administrator);
            case FULL_BORN -> database.run("ALTER ROLE %s SUPERUSER CONNECTION LIMIT -1".formatted(administrator));
            case READ_ONLY_BORN -> {
                database.run("ALTER ROLE %s RESET default_transaction_read_only".formatted(administrator));
                database.endSessions(administrator);
            }
            default -> {}
        }
        if (trouble != ServerTrouble.NONE && !isDeleted()) {
            apply(trouble.mended());
        }
    }

    /** Whether the DatabaseServer says what is the matter with it, or that nothing is. */
    boolean tellsItsTrouble() {
        return !trouble.isThere() || reason().equals(Optional.of(trouble.tells().orElse("Reconciled")));
    }

    String told() {
        return reason().orElse("nothing");
    }

    private Optional<String> reason() {
        return site.watch().server(name).flatMap(Team::ready).map(Condition::getReason);
    }

    /** One that was deleted, and has nobody on it any more, is not made again. */
    private boolean isDeleted() {
        return trouble.isThere() && site.watch().server(name).isEmpty();
    }

    void delete() {
        site.lakou().client().resources(DatabaseServer.class).withName(name).delete();
    }

    /** As somebody does who takes away the finalizer that holds it. */
    private void remove() {
        var server = site.lakou().client().resources(DatabaseServer.class).withName(name);
        server.delete();
        server.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
    }

    private int proxied() {
        var open = database.isPostgres()
                ? FaultProxy.ofPostgres(database.running(), WriteGate.open())
                : FaultProxy.ofMySql(database.running(), WriteGate.open());
        proxy = Optional.of(open);
        return open.port();
    }

    private void secret(String password) {
        site.lakou().adminSecret(name, new Login(administrator, password));
    }

    private String sharedDatabase() {
        return trouble == ServerTrouble.DATABASE_BORN || trouble == ServerTrouble.LOCKED
                ? administrator
                : MatrixDatabase.DATABASE;
    }

    private void apply(String fields) {
        apply(database.running().port(), fields);
    }

    /** Each time with something new in it, so that it is looked at again. */
    private void apply(int port, String fields) {
        edits++;
        site.platform()
                .applyServer(
                        name,
                        """
                        engine: %s, host: 127.0.0.1, port: %d, adminSecretRef: {name: %s}, maxConnections: %d, driftInterval: %s,
                        allowedNamespaces: {from: Selector, selector: {matchLabels: {matrix: in}}}, resyncInterval: %dm%s%s%s
                        """
                                .formatted(
                                        database.isPostgres() ? "PostgreSQL" : "MySQL",
                                        port,
                                        name,
                                        trouble == ServerTrouble.NONE ? 8 : 2,
                                        trouble == ServerTrouble.NONE ? "2s" : "1h",
                                        30 + edits,
                                        database.isPostgres() ? ", database: " + sharedDatabase() : "",
                                        trouble == ServerTrouble.DEAD ? ", tls: {mode: Disable}" : "",
                                        fields.isEmpty() ? "" : ", " + fields));
    }
}
