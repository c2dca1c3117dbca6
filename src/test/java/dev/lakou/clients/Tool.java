package dev.lakou.clients;

import dev.lakou.environment.EnvironmentMissingException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The languages, and the JDBC drivers, that clients are written in; each is made ready when it is first asked for. */
@SuppressWarnings("ImmutableEnumChecker") // A reference to a static method holds no state.
enum Tool {
    SHELL(Toolchains::shell),
    PYTHON(Toolchains::python),
    NODE(Toolchains::node),
    GO(Toolchains::go),
    PHP(Toolchains::php),
    PGJDBC(Toolchains::pgjdbc),
    CONNECTOR_J(Toolchains::connectorJ),
    MARIADB_CONNECTOR_J(Toolchains::mariaDbConnectorJ),
    R2DBC(Toolchains::r2dbc);

    private static final Map<Tool, Toolchain> READY = new ConcurrentHashMap<>();

    private final Supplier<Toolchain> toolchain;

    Tool(Supplier<Toolchain> toolchain) {
        this.toolchain = toolchain;
    }

    /** Throws {@link EnvironmentMissingException} where the tool cannot be had. */
    Toolchain toolchain() {
        return READY.computeIfAbsent(this, tool -> toolchain.get());
    }
}
