package dev.lakou.database.mysql;

import dev.lakou.database.Readme;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.Login;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The administrator that README.md tells a DBA to make, with exactly those rights. */
final class ReadmeAdministrator {
    static final String PASSWORD = "of the readme";
    private static final Map<MySqlUnderTest, Login> MADE = new ConcurrentHashMap<>();

    private ReadmeAdministrator() {}

    /** The same for all tests of a JVM. */
    static Login of(MySqlUnderTest mysql) {
        return MADE.computeIfAbsent(mysql, ReadmeAdministrator::make);
    }

    /** The privileges that it gets, one by one. */
    static List<String> privileges(MySqlUnderTest mysql) {
        var grant = statements(mysql).get(1);
        return List.of(
                grant.substring("GRANT ".length(), grant.indexOf(" ON *.*")).split(", ?"));
    }

    private static Login make(MySqlUnderTest mysql) {
        try {
            mysql.run(statements(mysql).toArray(String[]::new));
            return new Login("lakou_login", PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> statements(MySqlUnderTest mysql) {
        return statements(mysql.flavor());
    }

    /** All that README tells a DBA to run. */
    static List<String> statements(Flavor flavor) {
        return Readme.administrator("CREATE USER 'lakou_login'", PASSWORD).stream()
                .map(statement -> flavor == Flavor.MARIADB
                        ? statement.replace("CONNECTION_ADMIN", "CONNECTION ADMIN")
                        : statement)
                .toList();
    }
}
