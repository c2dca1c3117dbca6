package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlLockIT {
    private final MySqlUnderTest mysql;

    MySqlLockIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
        try (var server = mysql.open()) {
            server.bootstrap();
        }
    }

    @Test
    void isTheServersOwnWhereItHasOne() throws SQLException {
        try (var connection = connection();
                var lock = MySqlLock.take(connection)) {
            assertThat(lock).isNotInstanceOf(MySqlLease.class);
            assertThat(mysql.read("SELECT is_used_lock('lakou') IS NOT NULL")).isEqualTo(List.of("1"));
        }
        assertThat(mysql.read("SELECT is_used_lock('lakou') IS NOT NULL")).isEqualTo(List.of("0"));
    }

    /** As Percona XtraDB Cluster in its strict mode, and servers that have no such function. */
    @ParameterizedTest
    @ValueSource(ints = {1105, 1235, 1305})
    void isALeaseWhereTheServerRefusesItsOwn(int code) throws SQLException {
        try (var connection = connection();
                var lock = MySqlLock.take(refusingLocks(connection, code))) {
            assertThat(lock).isInstanceOf(MySqlLease.class);
            assertThat(mysql.read("SELECT holder FROM lakou.lease")).doesNotContain("");
        }
        assertThat(mysql.read("SELECT holder FROM lakou.lease")).containsExactly("");
        mysql.run("DROP TABLE lakou.lease");
    }

    private Connection connection() throws SQLException {
        return mysql.database().connect(mysql.database().admin(), "");
    }

    private static Connection refusingLocks(Connection connection, int code) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            var result = call(connection, method, arguments);
            return method.getName().equals("createStatement") ? refusingLocks((Statement) result, code) : result;
        });
    }

    private static Statement refusingLocks(Statement statement, int code) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (arguments != null && arguments[0].toString().contains("get_lock(")) {
                throw new SQLException("prohibits use of GET_LOCK", "HY000", code);
            }
            return call(statement, method, arguments);
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
