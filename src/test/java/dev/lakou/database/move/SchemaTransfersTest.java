package dev.lakou.database.move;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.database.mysql.move.MySqlTransfers;
import dev.lakou.database.postgresql.move.PostgresTransfers;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Password;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTransfersTest {
    private static final SchemaTransfers TRANSFERS =
            new SchemaTransfers(List.of(new PostgresTransfers("pg_dump"), new MySqlTransfers()));

    @ParameterizedTest
    @CsvSource({
        "MYSQL, POSTGRESQL, cannot move from MySQL or MariaDB to PostgreSQL",
        "POSTGRESQL, MYSQL, cannot move from PostgreSQL to MySQL or MariaDB"
    })
    void whatThereIsNoWayForIsRefusedInWords(Engine from, Engine to, String words) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> TRANSFERS.open(order(), server(from), server(to)))
                .withMessageContaining(words);
    }

    private static MoveOrder order() {
        return new MoveOrder(
                new Marker("cluster", "team", "shop"),
                List.of(new MovedName(new Identifier("shop"))),
                Set.of(new Identifier("shop_user")),
                MoveMethod.COPY,
                "DatabaseServer \"own\"");
    }

    private static ServerConfiguration server(Engine engine) {
        return new ServerConfiguration(
                engine,
                "localhost",
                engine.defaultPort(),
                Optional.empty(),
                "admin",
                new Password("secret"),
                Tls.of(TlsMode.DISABLE),
                4,
                Optional.empty());
    }
}
