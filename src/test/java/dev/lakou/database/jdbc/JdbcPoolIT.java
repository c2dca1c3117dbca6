package dev.lakou.database.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcPoolIT {
    @Test
    void saysThatItGaveUpOnAServerThatListensAndNeverSpeaks() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var pool = JdbcPool.open(
                        "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres",
                        Map.of("loginTimeout", "12"),
                        configuration(silent.getLocalPort()))) {
            var exception = catchThrowableOfType(SQLException.class, pool::connection);

            assertThat(JdbcPool.gaveUp(String.valueOf(exception.getMessage()))).isTrue();
        }
    }

    private static ServerConfiguration configuration(int port) {
        return new ServerConfiguration(
                Engine.POSTGRESQL,
                "127.0.0.1",
                port,
                Optional.of(new Identifier("postgres")),
                "nobody",
                new Password("nothing"),
                new Tls(TlsMode.DISABLE, Optional.empty(), Optional.empty()),
                1);
    }
}
