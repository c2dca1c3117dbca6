package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresOptions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A schema with more tables than a transaction may lock. */
@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
class PostgresLockTableIT {
    private static final int TABLES = 3000;

    @Test
    void dropsMoreTablesThanATransactionMayLock() throws SQLException {
        var few = PostgresOptions.standard().with("max_connections", "20").with("max_locks_per_transaction", "10");
        var postgres = PostgresUnderTest.start(18, Administrator.DATABASE_OWNER, few);
        try (var server = postgres.open()) {
            server.bootstrap();
            var service = TestSchema.of(server, "crowded").ensure();
            try (var connection = postgres.connect(service.credential(), service.schema());
                    var statement = connection.createStatement()) {
                for (var table = 0; table < TABLES; table++) {
                    statement.execute("CREATE TABLE t" + table + " (id integer)");
                }
                assertThatThrownBy(() -> statement.execute("DROP OWNED BY crowded_owner"))
                        .hasMessageContaining("out of shared memory");
            }

            service.remove();

            assertThat(service.actual().schemas()).isEmpty();
        }
        postgres.cluster().close();
    }
}
