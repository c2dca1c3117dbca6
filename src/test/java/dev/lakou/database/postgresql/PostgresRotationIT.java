package dev.lakou.database.postgresql;

import dev.lakou.database.RotationContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresRotationIT extends RotationContract {
    PostgresRotationIT(PostgresUnderTest postgres) {
        super(postgres);
    }

    static Stream<PostgresUnderTest> servers() {
        return PostgresUnderTest.foremost();
    }
}
