package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.environment.NeedsServers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever state a resource is in and whatever a person does to it then: it ends, and nothing that is anybody else's
 * differs on the server before and after. All pairs of a state and an operation are tried side by side.
 *
 * <p>One engine takes ten minutes of two cores that do nothing else, so it runs by name only:
 * {@code mvn verify -Dit.test=StatesAndOperations}; the properties {@code states.engines} and {@code states.pairs} narrow it.
 */
@NeedsServers({})
class StatesAndOperations {

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
            return tests.stream();
        }
    }
}
