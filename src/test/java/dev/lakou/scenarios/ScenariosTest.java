package dev.lakou.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lakou.database.mysql.MySqlScenarioEngine;
import dev.lakou.database.postgresql.PostgresScenarioEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each folder of scenarios: what is planned, in which words and SQL, and that nothing is left to do after it. */
class ScenariosTest {
    private static final List<ScenarioEngine> ENGINES =
            List.of(new PostgresScenarioEngine(), new MySqlScenarioEngine());

    @TestFactory
    Stream<DynamicTest> plansWhatWasAgreed() throws IOException {
        return scenarios()
                .map(scenario -> dynamicTest(
                        scenario.name() + ": " + scenario.circumstances().about(), () -> compare(scenario)));
    }

    @TestFactory
    Stream<DynamicTest> leavesNothingToDo() throws IOException {
        return scenarios().flatMap(scenario -> ENGINES.stream()
                .filter(scenario::isPlannedOn)
                .map(engine ->
                        dynamicTest(scenario.name() + " on " + engine.name(), () -> applyTwice(scenario, engine))));
    }

    private static void compare(Scenario scenario) throws IOException {
        var made = new TreeMap<String, String>();
        ENGINES.stream().filter(scenario::isOn).map(scenario::outcome).forEach(made::putAll);

        assertThat(made.values()).noneMatch(text -> text.contains(AccountLogins.PASSWORD));
        new GoldenFiles(scenario.folder()).agreeWith(made);
    }

    private static void applyTwice(Scenario scenario, ScenarioEngine engine) {
        var found = scenario.found(engine);

        var after = ModelServer.after(scenario.plan(engine, found), found, engine);

        assertThat(scenario.plan(engine, after).describe()).isEmpty();
    }

    private static Stream<Scenario> scenarios() throws IOException {
        try (var folders = Files.list(Scenario.ALL)) {
            return folders.sorted().toList().stream().map(Scenario::of);
        }
    }
}
