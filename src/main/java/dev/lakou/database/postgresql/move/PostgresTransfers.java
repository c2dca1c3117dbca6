package dev.lakou.database.postgresql.move;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferFactory;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens moves between PostgreSQL servers. */
@Singleton
public final class PostgresTransfers implements TransferFactory {
    private final String program;

    /** @param program name or path of {@code pg_dump} */
    public PostgresTransfers(@ConfigProperty(name = "lakou.move.pg-dump", defaultValue = "pg_dump") String program) {
        this.program = program;
    }

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public SchemaTransfer open(MoveOrder order, ServerConfiguration source, ServerConfiguration target) {
        var cancellation = new Cancellation();
        return new PostgresTransfer(
                order,
                new MoveEnd(source, cancellation),
                new MoveEnd(target, cancellation),
                new DumpProgram(program, cancellation),
                cancellation);
    }
}
