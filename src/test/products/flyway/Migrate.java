import org.flywaydb.core.Flyway;

/** Flyway as an application starts it. */
class Migrate {
    public static void main(String[] arguments) {
        var keys = System.getenv();
        var flyway = Flyway.configure()
                .dataSource(
                        keys.get("JDBC_DATABASE_URL"),
                        keys.get("JDBC_DATABASE_USERNAME"),
                        keys.get("JDBC_DATABASE_PASSWORD"))
                .locations("filesystem:sql")
                .load();
        flyway.migrate();
        flyway.validate();
    }
}
