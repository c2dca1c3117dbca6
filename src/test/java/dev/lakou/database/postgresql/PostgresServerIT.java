package dev.lakou.database.postgresql;

import dev.lakou.database.SharedServerContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresServerIT extends SharedServerContract {
    private final PostgresUnderTest postgres;

    PostgresServerIT(PostgresUnderTest postgres) {
        super(postgres);
        this.postgres = postgres;
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.all();
    }
}
