package dev.lakou.environment;

/** A part of the test environment that is started on its own. */
public enum Part {
    CONTROL_PLANE,
    POSTGRESQL_14,
    POSTGRESQL_15,
    POSTGRESQL_16,
    POSTGRESQL_17,
    POSTGRESQL_18,
    MYSQL,
    MARIADB_10_11,
    MARIADB_11_4,
    /** The three that the tests of the dialect have for themselves. */
    DIALECT_MYSQL,
    DIALECT_MARIADB_10_11,
    DIALECT_MARIADB_11_4,
    /** A cluster of one server, 11.4, with all plugins to hand. */
    MARIADB_GALERA;

    static Part postgres(int major) {
        return valueOf("POSTGRESQL_" + major);
    }

    static Part mariaDb(String version) {
        return valueOf("MARIADB_" + version.replace('.', '_'));
    }

    AutoCloseable start() {
        return switch (this) {
            case CONTROL_PLANE -> ControlPlane.start();
            case POSTGRESQL_14, POSTGRESQL_15, POSTGRESQL_16, POSTGRESQL_17, POSTGRESQL_18 ->
                PostgresCluster.start(Integer.parseInt(version()), PostgresOptions.standard());
            case MYSQL, DIALECT_MYSQL -> MySqlServer.start();
            case MARIADB_10_11, DIALECT_MARIADB_10_11 -> MariaDbServer.start("10.11");
            case MARIADB_11_4, DIALECT_MARIADB_11_4 -> MariaDbServer.start("11.4");
            case MARIADB_GALERA -> MariaDbServer.start("11.4", MariaDbPackages.galera());
        };
    }

    private String version() {
        return name().substring(name().indexOf('_') + 1).replace('_', '.');
    }
}
