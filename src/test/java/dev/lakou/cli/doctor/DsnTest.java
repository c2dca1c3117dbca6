package dev.lakou.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TlsMode;
import dev.lakou.model.Identifier;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsnTest {

    @Test
    void readsAUrlOfPostgres() {
        var read = read("postgresql+psycopg://ad%2Fmin:p%40:w@x+y@db.example:6543/engarde?sslmode=verify-full&x=1");

        assertThat(read.engine()).isEqualTo(Engine.POSTGRESQL);
        assertThat(read.address()).hasToString("db.example:6543");
        assertThat(read.database()).contains(new Identifier("engarde"));
        assertThat(read.username()).isEqualTo("ad/min");
        assertThat(read.password().value()).isEqualTo("p@:w@x+y");
        assertThat(read.tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
    }

    @Test
    void readsAUrlOfMySql() {
        var read = read("mysql://root:secret@[::1]/ignored?ssl-mode=VERIFY_IDENTITY");

        assertThat(read.engine()).isEqualTo(Engine.MYSQL);
        assertThat(read.address().host()).isEqualTo("::1");
        assertThat(read.port()).isEqualTo(3306);
        assertThat(read.database()).isEmpty();
        assertThat(read.tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
    }

    @Test
    void takesThePasswordFromTheEnvironment() {
        var read = Dsn.configuration("postgres://admin@db/engarde", terminal(Map.of("PGPASSWORD", "from outside")));

        assertThat(read.password().value()).isEqualTo("from outside");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.example/engarde | of the form postgresql://",
                "oracle://a:hidden@h/d | begins with \"oracle\"",
                "postgres://a:hidden@h | names no database",
                "postgres://h/d | names no user",
                "postgres://a@h/d | PGPASSWORD",
                "mysql://a@h | MYSQL_PWD",
                "postgres://a:hidden%2@h/d | %25",
                "postgres://a:hidden@h/d?sslmode=perhaps | verify-full",
                "postgres://a:hidden@h/d?sslcert=/x | needs both",
                "postgres://a:hidden@h/d?sslrootcert=/nowhere/ca.crt | /nowhere/ca.crt",
                "postgres://a:hidden@h:port/d | of the form",
            })
    void saysWhatIsWrongWithOneAndNoPassword(String dsn, String words) {
        assertThatThrownBy(() -> read(dsn))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("hidden");
    }

    private static ServerConfiguration read(String dsn) {
        return Dsn.configuration(dsn, terminal(Map.of()));
    }

    private static Terminal terminal(Map<String, String> environment) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return new Terminal(InputStream.nullInputStream(), nowhere, nowhere, false, environment);
    }
}
