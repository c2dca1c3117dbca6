package dev.lakou.database.postgresql;

import dev.lakou.database.ExtraSchemasContract;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@WithPostgresServers
@NeedsServers(Part.POSTGRESQL_18)
@ParameterizedClass
@MethodSource("servers")
class PostgresExtraSchemasIT extends ExtraSchemasContract {
    private final PostgresUnderTest postgres;

    PostgresExtraSchemasIT(PostgresUnderTest postgres) {
        super(postgres);
        this.postgres = postgres;
    }

    static Stream<PostgresUnderTest> servers() {
        return Stream.of(
                PostgresUnderTest.shared(14, Administrator.GRANT_OPTION),
                PostgresUnderTest.shared(18, Administrator.SUPERUSER));
    }

    @Override
    protected boolean takesOverFromSuperusers() {
        return postgres.administratorIsSuperuser();
    }
}
