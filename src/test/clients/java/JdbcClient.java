import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** JDBC on the keys that begin with the word on the command line and end in _URL, _USERNAME and _PASSWORD. */
class JdbcClient {

    public static void main(String[] arguments) throws SQLException {
        var url = System.getenv(arguments[0] + "_URL");
        var user = System.getenv(arguments[0] + "_USERNAME");
        var password = System.getenv(arguments[0] + "_PASSWORD");
        try (var connection = DriverManager.getConnection(url, user, password)) {
            var word = createFillAndRead(connection, System.getenv("CLIENT_TABLE"));
            var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            output.println(version(connection) + "\t" + word);
        }
    }

    private static String version(Connection connection) throws SQLException {
        return connection.getMetaData().getDriverVersion().replaceAll("[^0-9.]*([0-9.]+).*", "$1");
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
