package dev.lakou.environment;

import java.util.function.Supplier;

/** A part of the test environment that is started on its own. */
public enum Part {
    CONTROL_PLANE(ControlPlane::start),
    POSTGRESQL_14(() -> PostgresCluster.start(14, PostgresOptions.standard())),
    POSTGRESQL_15(() -> PostgresCluster.start(15, PostgresOptions.standard())),
    POSTGRESQL_16(() -> PostgresCluster.start(16, PostgresOptions.standard())),
    POSTGRESQL_17(() -> PostgresCluster.start(17, PostgresOptions.standard())),
    POSTGRESQL_18(() -> PostgresCluster.start(18, PostgresOptions.standard())),
    MYSQL(MySqlServer::start),
    MARIADB_10_11(() -> MariaDbServer.start("10.11")),
    MARIADB_11_4(() -> MariaDbServer.start("11.4"));

    private final Supplier<AutoCloseable> starter;

    Part(Supplier<AutoCloseable> starter) {
        this.starter = starter;
    }

    AutoCloseable start() {
        return starter.get();
    }

    static Part postgres(int major) {
        return valueOf("POSTGRESQL_" + major);
    }

    static Part mariaDb(String version) {
        return valueOf("MARIADB_" + version.replace('.', '_'));
    }
}
