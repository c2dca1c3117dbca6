package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.memory.InMemoryServer;
import dev.lakou.database.mysql.MySqlScenarioEngine;
import dev.lakou.database.postgresql.PostgresScenarioEngine;
import dev.lakou.model.AdditionalUser.Reach;
import dev.lakou.model.Identifier;
import dev.lakou.model.LoginProof;
import dev.lakou.model.Marker;
import dev.lakou.model.Session;
import dev.lakou.plan.Change;
import dev.lakou.plan.Planner;
import dev.lakou.scenarios.ScenarioEngine;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made and proved, of whichever engine: wherever it breaks off, and whatever is asked for then. */
@ParameterizedClass
@MethodSource("engines")
class StateApplierTest {
    private static final Map<String, Consumer<TestSchema>> OPERATIONS = Map.of(
            "made again",
            StateApplierTest::keep,
            "with another password",
            service -> keep(service.withPassword("another4Password")),
            "with fewer connections",
            service -> keep(service.withLimit(1)),
            "without its second user",
            service -> keep(service.withoutAdditionalUsers()),
            "retained",
            TestSchema::close,
            "deleted",
            TestSchema::remove);

    private final InMemoryServer server;
    private final TestSchema neighbour;
    private final TestSchema service;

    StateApplierTest(ScenarioEngine engine) {
        this.server = InMemoryServer.of(engine);
        this.neighbour = TestSchema.of(server, "orders_b");
        this.service = TestSchema.of(server, "orders").withAdditionalUser("orders_report", Reach.READ_ONLY);
    }

    static Stream<ScenarioEngine> engines() {
        return Stream.of(new PostgresScenarioEngine(), new MySqlScenarioEngine());
    }

    @BeforeEach
    void aNeighbour() {
        neighbour.ensure();
    }

    @Test
    void makesAndProvesAService() {
        var applied = keep(service);

        assertThat(applied.plan().isEmpty()).isFalse();
        assertThat(applied.proofs()).isNotEmpty().allMatch(LoginProof.Proved.class::isInstance);
        assertThat(service.actual()).isEqualTo(service.desired());
    }

    @Test
    void writesNothingWhereNothingDiffers() {
        keep(service);
        var before = server.changesMade();

        var applied = keep(service);

        assertThat(applied.plan().isEmpty()).isTrue();
        assertThat(server.changesMade()).isEqualTo(before);
    }

    @Test
    void everyOperationEndsWhereverTheBirthBrokeOffAndTouchesNobodyElse() {
        var neighbours = lines(neighbour);
        var changes = service.plan().changes().size();

        for (var made = 0; made <= changes; made++) {
            for (var operation : OPERATIONS.entrySet()) {
                breakOff(service, made);
                operation.getValue().accept(service);

                assertThat(lines(neighbour)).as(operation.getKey()).isEqualTo(neighbours);
                service.remove();
                assertThat(server.inventory())
                        .as(
                                "what is left of a service that broke off after %d changes and was then %s",
                                made, operation)
                        .isEqualTo(neighbours);
            }
        }
    }

    @Test
    void aServiceThatBrokeOffIsMadeAsIfNothingHadHappened() {
        var changes = service.plan().changes().size();

        for (var made = 0; made <= changes; made++) {
            breakOff(service, made);
            keep(service);

            assertThat(service.actual()).as("broken off after %d", made).isEqualTo(service.desired());
            service.remove();
        }
    }

    @Test
    void aDeletionThatBrokeOffIsFinished() {
        var nobodyButTheNeighbour = server.inventory();
        var changes =
                Planner.planDelete(service.ensure().found().owned()).changes().size();

        for (var made = 0; made <= changes; made++) {
            keep(service);
            server.breakAfter(made);
            attempt(service::remove);
            service.remove();

            assertThat(server.inventory()).as("broken off after %d", made).isEqualTo(nobodyButTheNeighbour);
        }
    }

    @Test
    void saysWhatTheServerAcceptedAndDidNotDo() {
        server.ignore(Change.SetPassword.class::isInstance);

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> keep(service))
                .withMessageContaining("yet this did not take effect")
                .withMessageContaining("orders_user")
                .extracting(DatabaseException::kind)
                .isEqualTo(Kind.PRIVILEGE_MISSING);
    }

    @Test
    void saysThatALoginComesInAsSomebodyElse() {
        var somebody = new Identifier("somebody");
        server.alter(session -> new Session(session.user(), somebody, session.schema()));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> keep(service))
                .withMessageContaining("runs as \"somebody\"")
                .extracting(DatabaseException::kind)
                .isEqualTo(Kind.ROLE_SWITCH_UNSUPPORTED);
    }

    @Test
    void whatIsAnothersIsRefusedBeforeAnythingIsWritten() {
        keep(service);
        var other = service.claimedBy(new Marker("cluster", "tests", "second"));
        var before = server.inventory();

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> keep(other));
        assertThat(server.inventory()).isEqualTo(before);
    }

    private static StateApplier.Applied keep(TestSchema service) {
        return TestSchema.keep(service.server(), service.desired(), service.found());
    }

    private void breakOff(TestSchema service, int made) {
        server.breakAfter(made);
        attempt(service::ensure);
        server.breakAfter(Integer.MAX_VALUE);
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (DatabaseException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    private List<String> lines(TestSchema of) {
        return server.inventory().stream()
                .filter(line -> line.contains(of.schema().value()))
                .toList();
    }
}
