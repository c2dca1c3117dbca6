package dev.lakou.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.EnvironmentMissingException;
import dev.lakou.environment.Progress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** One test for each client of each Secret; a client that cannot be had is skipped aloud, or fails where CI=true. */
public final class ClientTests {
    private static final boolean CI = "true".equals(System.getenv("CI"));

    private ClientTests() {}

    public static Stream<DynamicTest> of(List<GivenSecret> secrets) {
        return secrets.stream().flatMap(secret -> secret.clients().stream()
                .map(client -> DynamicTest.dynamicTest(client.title() + " on " + secret, () -> works(client, secret))));
    }

    private static void works(Client client, GivenSecret secret) {
        var row = use(client, secret);

        assertThat(row.result().failure()).isEmpty();
    }

    /** Lets the client use the Secret, or skips the test. */
    static ClientRow use(Client client, GivenSecret secret) {
        try {
            return ClientMatrix.shared().use(client, secret);
        } catch (EnvironmentMissingException e) {
            if (CI) {
                throw e;
            }
            Progress.say("SKIPPED %s on %s: %s", client.title(), secret, e.getMessage());
            return Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }
}
