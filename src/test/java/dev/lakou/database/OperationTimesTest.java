package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.OperationTimes.Times;
import dev.lakou.model.Identifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationTimesTest {
    private final OperationTimes times = new OperationTimes();
    private final SharedServer server = times.of(server());

    @Test
    void countsWhatAServerIsAskedAndWhatItRefuses() {
        server.fingerprint();
        server.fingerprint();
        assertThatThrownBy(server::usage).isInstanceOf(DatabaseException.class).hasMessage("It is gone.");

        var all = times.all();

        assertThat(all).containsOnlyKeys("fingerprint", "usage");
        assertThat(all).extractingByKey("fingerprint").returns(2L, Times::count).returns(0L, Times::failures);
        assertThat(all).extractingByKey("usage").returns(1L, Times::failures);
    }

    @Test
    void leavesOutWhatNoServerIsAskedFor() {
        server.logins(new Identifier("orders_user"));

        assertThat(times.all()).isEmpty();
    }

    /** Who keeps what was found out about a server asks whether it still is the same one. */
    @Test
    void isEqualToItself() {
        assertThat(Set.of(server)).contains(server).doesNotContain(times.of(server()));
    }

    private static SharedServer server() {
        return (SharedServer) Proxy.newProxyInstance(
                SharedServer.class.getClassLoader(),
                new Class<?>[] {SharedServer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "fingerprint" -> "as before";
                    case "logins" -> List.of(arguments[0]);
                    case "usage" -> throw new DatabaseException(Kind.UNREACHABLE, "It is gone.");
                    default -> throw new AssertionError(method.getName());
                });
    }
}
