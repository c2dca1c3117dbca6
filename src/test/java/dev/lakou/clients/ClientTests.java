package dev.lakou.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.EnvironmentMissingException;
import dev.lakou.environment.Progress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** One test for each client of each Secret; a client that cannot be had is skipped aloud, or fails where CI=true. */
public final class ClientTests {
    private static final boolean CI = "true".equals(System.getenv("CI"));

    private static final Set<Client> ALL = EnumSet.allOf(Client.class);

    private ClientTests() {}

    /** Each client works with the Secret, and stands in the table. */
    public static Stream<DynamicTest> inTheMatrix(List<GivenSecret> secrets) {
        return tests(
                secrets, ALL, (client, secret) -> ClientMatrix.shared().use(client, secret), ClientTests::assertWorks);
    }

    /** The same for some of the clients. */
    public static Stream<DynamicTest> inTheMatrix(GivenSecret secret, Set<Client> clients) {
        return tests(
                List.of(secret),
                clients,
                (client, given) -> ClientMatrix.shared().use(client, given),
                ClientTests::assertWorks);
    }

    static Stream<DynamicTest> working(List<GivenSecret> secrets) {
        return working(secrets, ALL);
    }

    /** Each of the clients that the Secret is meant for works with it. */
    static Stream<DynamicTest> working(List<GivenSecret> secrets, Set<Client> clients) {
        return tests(secrets, clients, ClientTask::perform, ClientTests::assertWorks);
    }

    /** Each of the clients refuses the server because of its certificate, or the lack of one. */
    static Stream<DynamicTest> refusingTls(List<GivenSecret> secrets, Set<Client> clients) {
        return tests(secrets, clients, ClientTask::perform, ClientTests::assertRefusesTls);
    }

    private static Stream<DynamicTest> tests(
            List<GivenSecret> secrets,
            Set<Client> clients,
            BiFunction<Client, GivenSecret, ClientRow> use,
            Consumer<ClientRow> check) {
        return secrets.stream().flatMap(secret -> secret.clients().stream()
                .filter(clients::contains)
                .map(client -> test(client.title() + " on " + secret, () -> use.apply(client, secret), check)));
    }

    private static DynamicTest test(String name, Supplier<ClientRow> use, Consumer<ClientRow> check) {
        return DynamicTest.dynamicTest(name, () -> check.accept(orSkip(name, use)));
    }

    private static void assertWorks(ClientRow row) {
        assertThat(row.result().failure()).isEmpty();
    }

    private static void assertRefusesTls(ClientRow row) {
        assertThat(row.result().failure())
                .containsPattern("(?i)certificate|ssl|tls")
                .doesNotContainPattern("(?i)does not exist|no such file");
    }

    /** Gives what the supplier gives; where it cannot be had, the test is skipped, or fails if CI=true. */
    static <T> T orSkip(String test, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (EnvironmentMissingException e) {
            if (CI) {
                throw e;
            }
            Progress.say("SKIPPED %s: %s".formatted(test, e.getMessage()));
            return Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }
}
