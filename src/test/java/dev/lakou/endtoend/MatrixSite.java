package dev.lakou.endtoend;

import dev.lakou.environment.ControlPlane;
import dev.lakou.environment.OperatorProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A control plane with an operator, and servers of all engines, which the matrix has for itself. */
final class MatrixSite implements AutoCloseable {
    /** On namespaces that may use the servers. */
    static final Map<String, String> ADMITTED = Map.of("matrix", "in");

    /** Behind the names of those servers that are deleted. */
    static final String DOOMED = "-del";

    private final ControlPlane controlPlane;
    private final InstalledLakou lakou;
    private final Team platform;
    private final ResourceWatch watch;
    private final List<MatrixDatabase> databases;
    private final List<TroubledServer> servers = new ArrayList<>();
    private final Map<String, Team> teams = new ConcurrentHashMap<>();
    private OperatorProcess operator;

    MatrixSite(List<MatrixEngine> engines) {
        var started = engines.stream()
                .map(engine -> CompletableFuture.supplyAsync(() -> MatrixDatabase.start(engine)))
                .toList();
        controlPlane = ControlPlane.start();
        lakou = InstalledLakou.withoutProcess(controlPlane);
        operator = lakou.replica("lakou-0");
        platform = new Team(lakou, "platform");
        watch = new ResourceWatch(lakou.client());
        databases = started.stream().map(CompletableFuture::join).toList();
    }

    InstalledLakou lakou() {
        return lakou;
    }

    Team platform() {
        return platform;
    }

    ResourceWatch watch() {
        return watch;
    }

    List<MatrixDatabase> databases() {
        return databases;
    }

    List<TroubledServer> servers() {
        return servers;
    }

    /** Those that are deleted while resources are on them. */
    List<TroubledServer> doomed() {
        return servers.stream()
                .filter(server -> server.name().endsWith(DOOMED))
                .filter(server -> server.trouble().isThere())
                .toList();
    }

    Team team(StatePair pair) {
        return teams.computeIfAbsent(pair.namespace(), name -> {
            var team = new Team(lakou, name);
            team.label(pair.state().place() == StateCase.Place.OUTSIDE ? Map.of() : ADMITTED);
            return team;
        });
    }

    /** The namespace of services that nobody may touch. */
    String victims(MatrixDatabase database) {
        return database.engine().word + "-victims";
    }

    /** @param used by pairs that are tried; victims use one of each engine's too */
    void declareServers(Set<String> used) {
        for (var database : databases) {
            for (var trouble : ServerTrouble.values()) {
                if (trouble.isOn(database.engine())) {
                    Stream.of("", DOOMED)
                            .map(copy -> new TroubledServer(this, database, trouble, copy))
                            .filter(server -> trouble == ServerTrouble.NONE || used.contains(server.name()))
                            .forEach(servers::add);
                }
            }
        }
        servers.parallelStream().forEach(TroubledServer::declare);
    }

    /** A service with rows and two logins, and a reader of it. */
    void makeVictims() {
        for (var database : databases) {
            var team = new Team(lakou, victims(database));
            team.label(ADMITTED);
            var server = TroubledServer.name(database.engine(), ServerTrouble.NONE, "");
            team.apply(
                    "victim",
                    "serverRef: {name: %s}, schema: victim, users: [{name: victim_app, access: ReadWrite}]"
                            .formatted(server));
            team.applyReader(
                    "victim-reader",
                    "serverRef: {name: %s}, user: victim_reader, schemas: [{name: victim}]".formatted(server));
        }
        for (var database : databases) {
            var team = new Team(lakou, victims(database));
            team.label(ADMITTED);
            team.awaitReason("victim", "Reconciled");
            team.awaitReaderReason("victim-reader", "Reconciled");
            try (var connection = team.keys("victim").connect();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE precious (id int)");
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void stopOperator() {
        operator.stop();
    }

    void startOperator() {
        operator = lakou.replica("lakou-0");
    }

    @Override
    public void close() {
        watch.close();
        operator.close();
        controlPlane.close();
        databases.forEach(database -> database.running().close());
    }
}
