package dev.lakou.database;

import static java.util.Objects.requireNonNull;

import dev.lakou.model.Identifier;
import io.quarkus.arc.All;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The open servers, one pool each. A server whose configuration changed is opened anew and its old pool closed. */
@Singleton
public class SharedServers {
    /** As long as one statement may take, at most. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Map<Engine, ServerFactory> factories;
    private final Map<String, OpenServer> open = new ConcurrentHashMap<>();
    private final Map<String, OperationTimes> times = new ConcurrentHashMap<>();
    private final Map<String, ServerConfiguration> newest = new ConcurrentHashMap<>();
    private final List<Consumer<String>> waiting = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> worried = new CopyOnWriteArrayList<>();

    public SharedServers(@All List<ServerFactory> factories) {
        this.factories = factories.stream().collect(Collectors.toMap(ServerFactory::engine, Function.identity()));
    }

    /**
     * Opens the server of this name; it stays open until {@link #close(String)} or another configuration. While a server
     * refuses another configuration, and still takes the one before, that one stays in use. Not for two threads at once
     * with one name.
     */
    public OpenServer open(String name, ServerConfiguration configuration) {
        newest.put(name, configuration);
        var opened = keepOrReplace(name, configuration);
        if (open.put(name, opened) == null) {
            waiting.forEach(one -> one.accept(name));
        }
        return opened;
    }

    /** Tells of each server that was not open before, by its name. */
    public void whenOpened(Consumer<String> listener) {
        waiting.add(listener);
    }

    /** Tells of each server that stopped answering, by its name. */
    public void whenSilent(Consumer<String> listener) {
        worried.add(listener);
    }

    /** The server of this name does not answer any more. */
    public void fellSilent(String name) {
        worried.forEach(one -> one.accept(name));
    }

    /** The server of this name, if this process has opened it. */
    public Optional<OpenServer> find(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /** The names of those that are open. */
    public Set<String> names() {
        return Set.copyOf(open.keySet());
    }

    /** What the server of this name is asked, and how long that takes; it goes on counting when the server is opened anew. */
    public OperationTimes times(String name) {
        return times.computeIfAbsent(name, one -> new OperationTimes());
    }

    /** The servers whose administrator has this name, in the configuration in use or in the newest one. */
    public Set<String> administeredBy(Engine engine, Identifier user) {
        return Stream.concat(
                        open.entrySet().stream()
                                .map(one ->
                                        Map.entry(one.getKey(), one.getValue().configuration())),
                        newest.entrySet().stream())
                .filter(one -> one.getValue().engine() == engine
                        && one.getValue().username().equals(user.value()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every role that a service of these names may have on a server of this engine. */
    public Set<Identifier> roles(Engine engine, Identifier schema, List<Identifier> users) {
        return requireNonNull(factories.get(engine)).roles(schema, users);
    }

    public void close(String name) {
        newest.remove(name);
        times.remove(name);
        Optional.ofNullable(open.remove(name))
                .ifPresent(server -> server.server().close());
    }

    @PreDestroy
    void closeAll() {
        Collection<String> names = open.keySet();
        names.forEach(this::close);
    }

    private OpenServer keepOrReplace(String name, ServerConfiguration configuration) {
        var current = find(name);
        if (current.isPresent() && current.get().configuration().equals(configuration)) {
            return current.get().withoutRefusal();
        }
        var next = new OpenServer(
                configuration,
                times(name)
                        .of(requireNonNull(factories.get(configuration.engine()))
                                .open(configuration)),
                Optional.empty());
        if (current.isEmpty()) {
            return next;
        }
        var refusal = refusal(next.server());
        if (refusal.isPresent() && refusal(current.get().server()).isEmpty()) {
            next.server().close();
            return current.get().refused(refusal.get());
        }
        retire(current.get());
        return next;
    }

    private static Optional<DatabaseException> refusal(SharedServer server) {
        try {
            server.probe();
            return Optional.empty();
        } catch (DatabaseException e) {
            return Optional.of(e);
        }
    }

    /** What still uses it may finish. */
    private static void retire(OpenServer outdated) {
        CompletableFuture.delayedExecutor(GRACE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> outdated.server().close());
    }

    /**
     * A server and how it is reached.
     *
     * @param refusal why the newest configuration is not the one in use
     */
    public record OpenServer(
            ServerConfiguration configuration, SharedServer server, Optional<DatabaseException> refusal) {
        private OpenServer refused(DatabaseException why) {
            return new OpenServer(configuration, server, Optional.of(why));
        }

        private OpenServer withoutRefusal() {
            return new OpenServer(configuration, server, Optional.empty());
        }
    }
}
