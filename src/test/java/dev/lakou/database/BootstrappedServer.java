package dev.lakou.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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

    /** Runs one statement as the service. */
    protected void execute(TestSchema service, String sql) throws SQLException {
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    protected Connection connect(TestSchema service) throws SQLException {
        return real.connect(service.credential(), service.schema());
    }

    protected void assertThatServiceWorks(TestSchema service) throws SQLException {
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var sql : List.of(
                    "CREATE TABLE greeting (word varchar(20))",
                    "INSERT INTO greeting VALUES ('bonjou')",
                    "ALTER TABLE greeting ADD COLUMN language varchar(2)")) {
                statement.execute(sql);
            }
            try (var rows = statement.executeQuery("SELECT word FROM " + real.quoted(service.schema()) + "."
                    + real.quoted(new Identifier("greeting")))) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("bonjou");
            }
            statement.execute("DROP TABLE greeting");
        }
    }
}
