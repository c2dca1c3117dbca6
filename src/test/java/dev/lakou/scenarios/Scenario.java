package dev.lakou.scenarios;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.SchemaReader;
import dev.lakou.api.ServiceSchema;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.reader.AskedReader;
import dev.lakou.kubernetes.schema.AskedService;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Ownership;
import dev.lakou.model.State;
import dev.lakou.model.Violation;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import dev.lakou.scenarios.Circumstances.Operation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A folder: {@code service-schema.yaml} or {@code schema-reader.yaml} is what a team applies, {@code scenario.yaml} what is
 * around it ({@link Circumstances}). The same steps as the operator's lead from there to a plan and its SQL.
 */
record Scenario(Path folder, Circumstances circumstances, AskedResource resource) {
    static final Path ALL = Path.of("src", "test", "resources", "scenarios");

    private static final Installation INSTALLATION = new Installation("cluster", "lakou", Set.of());

    static Scenario of(Path folder) {
        var circumstances = Circumstances.read(folder.resolve("scenario.yaml"));
        var server = new DatabaseServer();
        server.setSpec(circumstances.server());
        var neighbours = circumstances.neighbours();
        var service = folder.resolve("service-schema.yaml");
        var resource = Files.exists(service)
                ? AskedService.of(read(service, ServiceSchema.class), server, INSTALLATION, neighbours)
                : AskedReader.of(
                        read(folder.resolve("schema-reader.yaml"), SchemaReader.class),
                        server,
                        INSTALLATION,
                        neighbours);
        return new Scenario(folder, circumstances, resource);
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Whether a plan is made on the engine: nothing is refused. */
    boolean isPlannedOn(ScenarioEngine engine) {
        return isOn(engine) && refusals(engine).isEmpty();
    }

    /** Each golden file of an engine, by its name; without a text where there is nothing to say. */
    Map<String, String> outcome(ScenarioEngine engine) {
        var refusals = refusals(engine);
        if (!refusals.isEmpty()) {
            return Map.of(
                    planFile(engine),
                    text(refusals.stream().map("refused: "::concat).toList()));
        }
        var plan = plan(engine, found(engine));
        var files = new TreeMap<String, String>();
        files.put(planFile(engine), text(plan.describe()));
        engine.sql(plan).forEach((file, statements) -> files.put(file, text(statements)));
        return files;
    }

    Plan plan(ScenarioEngine engine, Ownership found) {
        return switch (circumstances.operation()) {
            case Keep -> Planner.plan(desired(engine), found.claim(desired(engine)));
            case Retain -> Planner.planRetain(departing(engine), found.owned());
            case Delete -> Planner.planDelete(found.owned());
        };
    }

    Ownership found(ScenarioEngine engine) {
        var actual = Objects.requireNonNull(circumstances.actual().get(engine.name()));
        return new Ownership(
                resource.marker(), actual.of(desired(engine), engine, other -> Scenario.of(ALL.resolve(other))
                        .desired(engine)));
    }

    boolean isOn(ScenarioEngine engine) {
        return circumstances.actual().containsKey(engine.name());
    }

    private State desired(ScenarioEngine engine) {
        return resource.desired(engine, logins(engine));
    }

    private State departing(ScenarioEngine engine) {
        return resource.departing(engine, AccountLogins.ofAll(resource.accounts(), engine, AccountLogins::unopened));
    }

    private Map<Identifier, Logins> logins(ScenarioEngine engine) {
        return AccountLogins.ofAll(resource.accounts(), engine, account -> account.at(circumstances.rotation()));
    }

    private List<String> refusals(ScenarioEngine engine) {
        var violations = resource.violations(engine);
        if (!violations.isEmpty()) {
            return violations.stream().map(Violation::message).toList();
        }
        return circumstances.operation() == Operation.Keep ? found(engine).conflicts(desired(engine)) : List.of();
    }

    private static String planFile(ScenarioEngine engine) {
        return engine.name() + "-plan.txt";
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line.strip() + "\n").collect(Collectors.joining());
    }

    private static <R> R read(Path file, Class<R> type) {
        try {
            return Serialization.unmarshal(Files.readString(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
