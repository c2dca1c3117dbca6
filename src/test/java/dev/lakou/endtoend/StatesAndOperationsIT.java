package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.WithOwnControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever state a resource is in and whatever a person does to it then: it ends, and nothing that is anybody else's
 * differs on the server before and after. Pairs of a state and an operation are tried side by side, as many as
 * {@link PairSelection} takes; {@code -Dit.test=StatesAndOperationsIT -Dstates=all} takes all of them, and the properties
 * {@code states.engines} and {@code states.pairs} narrow that.
 *
 * <p>Not among the states: {@code RoleSwitchUnsupported}, which needs a minor version of PostgreSQL that is not to be had
 * any more.
 */
@WithOwnControlPlane
@NeedsServers({})
class StatesAndOperationsIT {

    @TestFactory
    Stream<DynamicTest> everyOperationEndsInEveryStateAndTouchesNobodyElse() {
        var engines = System.getProperty("states.engines") == null
                ? List.of(MatrixEngine.values())
                : Stream.of(System.getProperty("states.engines").split(","))
                        .map(MatrixEngine::valueOf)
                        .toList();
        try (var site = new MatrixSite(engines)) {
            var run = new MatrixRun(site);
            run.run();
            System.err.println(StatePairTable.of(run));
            var tests = new ArrayList<DynamicTest>();
            run.pairs()
                    .forEach(pair -> tests.add(DynamicTest.dynamicTest(
                            pair.toString(), () -> assertThat(run.failure(pair)).isEmpty())));
            engines.forEach(engine ->
                    tests.add(DynamicTest.dynamicTest("everybody else on " + engine, () -> assertThat(run.foreign())
                            .doesNotContainKey(engine))));
            run.silentServers()
                    .forEach((server, told) ->
                            tests.add(DynamicTest.dynamicTest("DatabaseServer " + server, () -> assertThat(told)
                                    .isEqualTo("what is the matter with it"))));
            return tests.stream();
        }
    }
}
