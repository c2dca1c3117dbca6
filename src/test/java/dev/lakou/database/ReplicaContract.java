package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.environment.RunningDatabase;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Session;
import java.sql.SQLException;

/**
 * What every dialect promises of a replica.
 *
 * @param database where the statements are run
 * @param pause a statement that keeps the replica from going on with what it receives
 * @param resume a statement that lets it go on
 */
public record ReplicaContract(RunningDatabase replica, String database, String pause, String resume) {

    /** Who only reads is let in by the replica, and counts as let in once the replica has received what was changed. */
    public void requireReadersComeInOnceItHasCaughtUp(SharedServer server) throws SQLException {
        server.bootstrap();
        var service = TestSchema.of(server, "copied").withAdditionalUser("copied_human", Reach.READ_ONLY);
        await().ignoreExceptions().untilAsserted(() -> {
            service.ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
        });
        assertThat(service.actual().sessions())
                .filteredOn(Session::onReplica)
                .extracting(session -> session.user().value())
                .containsExactly("copied_human");

        execute(pause);
        var reader = TestReader.of(server, "late_reader", service);
        assertThat(reader.ensure().proof())
                .isInstanceOfSatisfying(LoginProof.Unknown.class, unknown -> assertThat(unknown.why())
                        .contains("the replica")
                        .contains("127.0.0.1:" + replica.port())
                        .contains("has not reached it"));

        execute(resume);
        await().ignoreExceptions().untilAsserted(() -> {
            assertThat(reader.proof()).isInstanceOf(LoginProof.Proved.class);
            assertThat(reader.plan().describe()).isEmpty();
        });
    }

    private void execute(String sql) throws SQLException {
        try (var connection = replica.connect(replica.admin(), database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
