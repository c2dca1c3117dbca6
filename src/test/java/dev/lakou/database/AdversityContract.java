package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.plan.Plan;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every dialect promises when a name is hostile or a plan breaks off; of one dialect, no version takes that differently. */
public abstract class AdversityContract extends BootstrappedServer {
    protected AdversityContract(ServerUnderTest real) {
        super(real);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b",
                "a'b",
                "a`b",
                "a\\b",
                "a\\'b",
                "ä",
                "%s",
                "?",
                "{d '1'}",
                "--",
                "a b",
                "A",
                "$1",
                "$$",
                "a.b",
                "a,b",
                "select",
                "x\"; DROP ROLE lakou_admin; --",
                "x'; DROP ROLE lakou_admin; --",
                "x`; DROP DATABASE mysql; --"
            })
    void quotesAHostileNameOrRefusesIt(String name) throws SQLException {
        var before = real.inventory();
        var service = TestSchema.of(server, name);

        if (server.violations(service.service()).isEmpty()) {
            service.ensure();
            assertThat(service.actual()).isEqualTo(service.desired());
            assertThatServiceWorks(service);
            service.remove();
        }

        assertThat(real.inventory()).isEqualTo(before);
    }

    @Test
    void goesOnAfterAPlanThatBrokeOffAnywhere() {
        var changes = TestSchema.of(server, "broken").plan().changes();
        for (var made = 0; made <= changes.size(); made++) {
            var service = TestSchema.of(server, "broken_" + made);
            server.apply(new Plan(service.plan().changes().subList(0, made)));

            var strangers = service.strangers();
            service.ensure();

            assertThat(strangers).isEmpty();
            assertThat(service.actual()).isEqualTo(service.desired());
            service.remove();
        }
    }
}
