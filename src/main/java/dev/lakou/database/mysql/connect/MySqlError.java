package dev.lakou.database.mysql.connect;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.ErrorSign;
import dev.lakou.database.jdbc.LoginAnswer;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every error code that a statement of the administrator or the login of a service can meet: who can mend it, and how.
 * The first row that fits is the one. MariaDB has some codes of its own.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL error reference</a>
 * @see <a href="https://mariadb.com/kb/en/mariadb-error-codes/">MariaDB error codes</a>
 */
sealed interface MySqlError permits MySqlLoginError, MySqlStatementError, MySqlServerError {

    static MySqlError of(SQLException exception) {
        return all().filter(error -> error.row().fits(exception)).findFirst().orElse(MySqlServerError.OTHER);
    }

    /** In the order in which they are tried. */
    static Stream<MySqlError> all() {
        return Stream.<MySqlError[]>of(
                        MySqlLoginError.values(), MySqlStatementError.values(), MySqlServerError.values())
                .flatMap(Stream::of);
    }

    static Set<Integer> codes(Integer... codes) {
        return Set.of(codes);
    }

    String name();

    Row row();

    default Kind kind() {
        return row().kind();
    }

    default LoginAnswer answer() {
        return row().answer();
    }

    /** Who must do what, as a sentence. */
    default String advice() {
        return row().advice();
    }

    /**
     * What is known of an error.
     *
     * @param codes any, where there are none
     */
    record Row(Set<Integer> codes, ErrorSign sign, Kind kind, LoginAnswer answer, String advice) {
        boolean fits(SQLException exception) {
            return (codes.isEmpty() || codes.contains(exception.getErrorCode())) && sign.test(exception);
        }
    }
}
