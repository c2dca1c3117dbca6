package dev.lakou.database;

import static java.util.Objects.requireNonNull;

import io.quarkus.arc.All;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The open servers, one pool each. A server whose configuration changed is opened anew and its old pool closed. */
@Singleton
public class SharedServers {
    private final Map<Engine, ServerFactory> factories;
    private final Map<String, OpenServer> open = new ConcurrentHashMap<>();

    SharedServers(@All List<ServerFactory> factories) {
        this.factories = factories.stream().collect(Collectors.toMap(ServerFactory::engine, Function.identity()));
    }

    /** Opens the server of this name; it stays open until {@link #close(String)} or another configuration. */
    public SharedServer open(String name, ServerConfiguration configuration) {
        return open.compute(name, (key, current) -> keepOrReplace(Optional.ofNullable(current), configuration))
                .server();
    }

    /** The server of this name, if this process has opened it. */
    public Optional<OpenServer> find(String name) {
        return Optional.ofNullable(open.get(name));
    }

    public void close(String name) {
        Optional.ofNullable(open.remove(name))
                .ifPresent(server -> server.server().close());
    }

    @PreDestroy
    void closeAll() {
        Collection<String> names = open.keySet();
        names.forEach(this::close);
    }

    private OpenServer keepOrReplace(Optional<OpenServer> current, ServerConfiguration configuration) {
        if (current.isPresent() && current.get().configuration().equals(configuration)) {
            return current.get();
        }
        current.ifPresent(outdated -> outdated.server().close());
        return new OpenServer(
                configuration,
                requireNonNull(factories.get(configuration.engine())).open(configuration));
    }

    /** A server and how it is reached. */
    public record OpenServer(ServerConfiguration configuration, SharedServer server) {}
}
