package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.model.Access;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import dev.lakou.model.Violation;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers to which names in upper and lower case are the same, as on Azure and Windows. */
@WithOwnServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlLowerCaseIT {
    private final SpecialServer database;
    private final SharedServer server;

    MySqlLowerCaseIT(Product product) {
        this.database = new SpecialServer(product.start.get());
        this.server = database.open();
    }

    @BeforeEach
    void bootstrap() {
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    @Test
    void refusesANameThatIsAnothersInLowerCaseAndKeepsToTheRuleItself() throws SQLException {
        var vault = TestSchema.of(server, "vault").ensure();
        var attacker = TestSchema.of(server, "Vault", "evil_vault");

        assertThat(server.violations(attacker.service()))
                .extracting(Violation::message)
                .containsExactly(
                        "spec.schema \"Vault\" has upper case letters, and this server takes it for \"vault\" (lower_case_table_names), which may be another service's. Write it in lower case.");
        assertThat(server.violations(vault.service())).isEmpty();
        assertThat(vault.actual()).isEqualTo(vault.desired());

        database.run("CREATE TABLE vault.Safes (Id INT)");
        var safes = new Access(vault.schema(), List.of(new Identifier("Safes")), List.of(), Set.of(Privilege.SELECT));
        var guard = TestSchema.of(server, "guard").withAccess(safes).ensure();
        assertThat(server.missing(safes)).isEmpty();
        assertThat(guard.actual()).isEqualTo(guard.desired());
    }

    enum Product {
        MYSQL(() -> MySqlServer.start(List.of("--lower-case-table-names=1"))),
        MARIADB(() -> MariaDbServer.start("11.4", List.of("--lower-case-table-names=1")));

        private final Supplier<RunningDatabase> start;

        Product(Supplier<RunningDatabase> start) {
            this.start = start;
        }
    }
}
