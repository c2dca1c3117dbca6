import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** JDBC on the URL, the user and the password in the keys that the command line names. */
class JdbcClient {

    public static void main(String[] keys) throws SQLException {
        var url = System.getenv(keys[0]);
        try (var connection = DriverManager.getConnection(url, System.getenv(keys[1]), System.getenv(keys[2]))) {
            var word = createFillAndRead(connection, System.getenv("CLIENT_TABLE"));
            new PrintStream(System.out, true, StandardCharsets.UTF_8)
                    .println(connection.getMetaData().getDriverVersion().replaceAll("[^0-9.]*([0-9.]+).*", "$1") + "\t" + word);
        }
    }

    private static String createFillAndRead(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (id integer PRIMARY KEY, word varchar(100))");
        }
        try (var insert = connection.prepareStatement("INSERT INTO " + table + " (id, word) VALUES (1, ?)")) {
            insert.setString(1, System.getenv("CLIENT_WORD"));
            insert.executeUpdate();
        }
        try (var select = connection.prepareStatement("SELECT word FROM " + table + " WHERE id = 1");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
