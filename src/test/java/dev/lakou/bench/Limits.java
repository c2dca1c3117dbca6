package dev.lakou.bench;

import dev.lakou.endtoend.InstalledLakou;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What this machine can do at best, each thing alone.
 *
 * @param changes services made on the database server in one message each, per second
 * @param logins per second
 * @param writes to the API server, per second
 */
record Limits(double changes, double logins, double writes) {
    private static final String NAMESPACE = "bench-limits";

    static Limits measure(BenchmarkServer server, InstalledLakou lakou, int count) throws SQLException {
        var client = lakou.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        var changes = perSecond(count, () -> server.makeRaw(count));
        var logins = perSecond(count, () -> server.logInRaw(count));
        var writes = perSecond(
                count, () -> IntStream.range(0, count).parallel().forEach(number -> client.resource(secret(number))
                        .create()));
        return new Limits(changes, logins, writes);
    }

    /** One after the other: a change, a login and three writes. */
    double servicesPerSecond() {
        return 1 / (1 / changes + 1 / logins + 3 / writes);
    }

    Figures figures() {
        var values = new LinkedHashMap<String, Object>();
        values.put("per s", Math.round(servicesPerSecond() * 10) / 10.0);
        values.put("changes/s", Math.round(changes));
        values.put("logins/s", Math.round(logins));
        values.put("writes/s", Math.round(writes));
        return new Figures("this machine at best", values);
    }

    private static double perSecond(int count, Work work) throws SQLException {
        var begin = System.nanoTime();
        work.run();
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private static Secret secret(int number) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName("s" + number)
                .endMetadata()
                .withData(Map.of("DATABASE_URL", "bm90aGluZw=="))
                .build();
    }

    private interface Work {
        void run() throws SQLException;
    }
}
