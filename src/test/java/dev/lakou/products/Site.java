package dev.lakou.products;

import dev.lakou.environment.Login;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The servers that products are run on; on PostgreSQL, with the administrator that README asks a DBA for. */
enum Site {
    POSTGRESQL_14("PostgreSQL", "14"),
    POSTGRESQL_15("PostgreSQL", "15"),
    POSTGRESQL_18("PostgreSQL", "18"),
    MYSQL("MySQL", "9.7"),
    MARIADB("MariaDB", "11.4");

    static final String DATABASE = "products";

    private static final Map<Site, Login> ADMINISTRATORS = new ConcurrentHashMap<>();

    private final String engine;
    private final String version;

    Site(String engine, String version) {
        this.engine = engine;
        this.version = version;
    }

    String engine() {
        return engine;
    }

    String version() {
        return version;
    }

    /** Of its DatabaseServer. */
    String title() {
        return "products-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    RunningDatabase server() {
        return switch (this) {
            case MYSQL -> TestEnvironment.shared().mySql();
            case MARIADB -> TestEnvironment.shared().mariaDb(version);
            default -> TestEnvironment.shared().postgres(Integer.parseInt(version));
        };
    }

    boolean isPostgres() {
        return engine.equals("PostgreSQL");
    }

    /** The same one each time that it is asked for. */
    Login administrator() {
        return ADMINISTRATORS.computeIfAbsent(
                this,
                any -> server() instanceof PostgresCluster cluster ? ownerOfTheDatabase(cluster) : server().admin());
    }

    /** What a DatabaseServer says of it: looked at every second, and compared with everything every two. */
    String fields() {
        return "engine: %s, host: %s, port: %d, adminSecretRef: {name: %s-admin}, allowedNamespaces: {from: All}, tls: {mode: Disable}, driftInterval: 1s, resyncInterval: 2s%s"
                .formatted(
                        isPostgres() ? engine : "MySQL",
                        server().host(),
                        server().port(),
                        title(),
                        isPostgres() ? ", database: " + DATABASE : "");
    }

    private static Login ownerOfTheDatabase(PostgresCluster cluster) {
        var login = Login.generated("products_admin");
        try (var connection = cluster.connect(cluster.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE products_admin LOGIN CREATEROLE PASSWORD '%s'".formatted(login.password()));
            statement.execute("CREATE DATABASE %s OWNER products_admin".formatted(DATABASE));
            return login;
        } catch (SQLException e) {
            throw new IllegalStateException("The administrator cannot be made", e);
        }
    }
}
