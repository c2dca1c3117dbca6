package dev.lakou.database.postgresql;

import dev.lakou.database.AccessContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("dev.lakou.database.postgresql.PostgresSharingIT#servers")
class PostgresAccessIT extends AccessContract {
    PostgresAccessIT(PostgresUnderTest postgres) {
        super(postgres);
    }
}
