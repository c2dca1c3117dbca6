import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The driver that R2DBC finds by the scheme of R2DBC_URL. */
class R2dbcClient {
    private static final String TABLE = System.getenv("CLIENT_TABLE");

    public static void main(String[] arguments) {
        var factory = ConnectionFactories.get(System.getenv("R2DBC_URL"));
        var word = Flux.usingWhen(factory.create(), R2dbcClient::createFillAndRead, Connection::close)
                .blockLast();
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        output.println(factory.getMetadata().getName() + "\t" + word);
    }

    private static Mono<String> createFillAndRead(Connection connection) {
        return execute(connection, "CREATE TABLE " + TABLE + " (id integer PRIMARY KEY, word varchar(100))")
                .then(insert(connection, System.getenv("CLIENT_WORD")))
                .then(Mono.defer(() -> Mono.from(connection
                                .createStatement("SELECT word FROM " + TABLE + " WHERE id = 1")
                                .execute())
                        .flatMap(result -> Mono.from(result.map((row, metadata) -> row.get(0, String.class))))));
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Mono.defer(() -> Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .then());
    }

    /** Drivers do not agree on how a parameter is written, but on its number. */
    private static Mono<Void> insert(Connection connection, String word) {
        var parameter = System.getenv("R2DBC_URL").startsWith("r2dbc:postgresql") ? "$1" : "?";
        var sql = "INSERT INTO " + TABLE + " (id, word) VALUES (1, " + parameter + ")";
        return Mono.defer(() -> Flux.from(connection.createStatement(sql).bind(0, word).execute())
                .flatMap(result -> result.getRowsUpdated())
                .then());
    }
}
