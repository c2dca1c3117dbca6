package dev.lakou.database;

/** The protocols that Lakou speaks. MariaDB is spoken to as {@link #MYSQL}, and recognised when it answers. */
public enum Engine {
    POSTGRESQL(5432),
    MYSQL(3306);

    private final int defaultPort;

    Engine(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    public int defaultPort() {
        return defaultPort;
    }
}
