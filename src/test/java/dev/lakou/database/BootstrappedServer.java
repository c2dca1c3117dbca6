package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that each test of a contract finds open and bootstrapped. */
public abstract class BootstrappedServer {
    protected final ServerUnderTest real;
    protected final SharedServer server;

    protected BootstrappedServer(ServerUnderTest real) {
        this.real = real;
        this.server = real.open();
    }

    @BeforeEach
    void bootstrap() {
        assertThat(server.bootstrap().missing()).isEmpty();
    }

    @AfterEach
    void close() {
        server.close();
    }
}
