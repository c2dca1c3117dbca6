package dev.lakou.database.move;

import static java.util.Objects.requireNonNull;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens moves, by the engine of their servers. */
@Singleton
public class SchemaTransfers {
    private final Map<Engine, TransferFactory> factories;

    public SchemaTransfers(@All List<TransferFactory> factories) {
        this.factories = factories.stream().collect(Collectors.toMap(TransferFactory::engine, Function.identity()));
    }

    /**
     * Connects when first asked. The caller closes what it gets.
     *
     * @throws DatabaseException of kind UNSUITABLE when there is no way between the two
     */
    public SchemaTransfer open(MoveOrder order, ServerConfiguration source, ServerConfiguration target) {
        if (source.engine() != target.engine()) {
            throw new DatabaseException(
                    Kind.UNSUITABLE,
                    "A schema cannot move from %s to %s: name a DatabaseServer of the same engine."
                            .formatted(words(source.engine()), words(target.engine())));
        }
        return requireNonNull(factories.get(source.engine())).open(order, source, target);
    }

    private static String words(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> "PostgreSQL";
            case MYSQL -> "MySQL or MariaDB";
        };
    }
}
