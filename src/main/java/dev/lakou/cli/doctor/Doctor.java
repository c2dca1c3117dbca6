package dev.lakou.cli.doctor;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec.EngineKind;
import dev.lakou.cli.cluster.ClusterOption;
import dev.lakou.cli.cluster.Manifests;
import dev.lakou.cli.cluster.Servers;
import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.OutputOption;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at a server before Lakou uses it. */
@Command(
        name = "doctor",
        description = "Says whether a server can be used and what is missing, with the statement that a DBA can run."
                + " Changes nothing. Exit code 2 when something is missing.")
public final class Doctor implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ClusterOption cluster = new ClusterOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description =
                    "A DatabaseServer, applied or not, - for standard input; its Secrets are read from the cluster.")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--dsn",
            paramLabel = "URL",
            description =
                    "postgresql://USER@HOST:PORT/DATABASE or mysql://USER@HOST:PORT, without any cluster. Password:"
                            + " in the URL, or in PGPASSWORD or MYSQL_PWD.")
    private Optional<String> dsn = Optional.empty();

    public Doctor(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var examined = examined();
        var diagnosis = diagnosis(examined);
        output.print(terminal, diagnosis, () -> diagnosis.print(terminal));
        return diagnosis.exitCode();
    }

    private Examined examined() {
        if (file.isPresent() == dsn.isPresent()) {
            throw new Failure("Say which server: either -f FILE or --dsn URL.");
        }
        return dsn.map(url -> new Examined(Dsn.configuration(url, terminal), Optional.empty()))
                .orElseGet(() -> ofManifest(file.orElseThrow()));
    }

    private Examined ofManifest(String name) {
        var servers = Manifests.read(name, DatabaseServer.class, terminal);
        if (servers.size() > 1) {
            throw new Failure("\"%s\" holds %d DatabaseServers; give one at a time.".formatted(name, servers.size()));
        }
        var server = servers.get(0);
        requireComplete(server);
        try (var connected = cluster.connect()) {
            return new Examined(
                    connected.configuration(server),
                    Optional.ofNullable(server.getSpec().connectionBudget()));
        }
    }

    private static Diagnosis diagnosis(Examined examined) {
        var configuration = examined.configuration();
        try (var server = Servers.open(configuration)) {
            return diagnosis(examined, server);
        } catch (DatabaseException e) {
            // The server answered: what it said is what was to be found out.
            return switch (e.kind()) {
                case READ_ONLY, PRIVILEGE_MISSING, UNSUITABLE, DATABASE_MISSING, TLS_FAILED ->
                    new Diagnosis(
                            address(configuration),
                            configuration.username(),
                            null,
                            null,
                            null,
                            List.of(new Finding(
                                    "server", Finding.Result.missing, String.valueOf(e.getMessage()), null)));
                default -> throw e;
            };
        }
    }

    private static Diagnosis diagnosis(Examined examined, SharedServer server) {
        var configuration = examined.configuration();
        var report = server.probe();
        var profile = server.profile();
        return new Diagnosis(
                address(configuration),
                profile.login(),
                report.flavor().productName() + " " + report.version(),
                profile.provider().orElse(null),
                profile.tls().orElse(null),
                new Examination(configuration, report, profile, examined.budget()).findings());
    }

    private static String address(ServerConfiguration configuration) {
        return configuration.address()
                + configuration.database().map(database -> "/" + database).orElse("");
    }

    /** What the API server would refuse; it need not be asked. */
    private static void requireComplete(DatabaseServer server) {
        var spec = server.getSpec();
        require(spec.engine(), "spec.engine, PostgreSQL or MySQL");
        require(spec.host(), "spec.host");
        require(spec.adminSecretRef(), "spec.adminSecretRef");
        require(spec.adminSecretRef().name(), "spec.adminSecretRef.name");
        if (spec.engine() == EngineKind.PostgreSQL) {
            require(spec.database(), "spec.database, which names the database that services share");
        }
    }

    private static void require(@Nullable Object value, String field) {
        if (value == null) {
            throw new Failure("The DatabaseServer has no %s.".formatted(field));
        }
    }

    /** What is to be examined. */
    private record Examined(ServerConfiguration configuration, Optional<Integer> budget) {}
}
