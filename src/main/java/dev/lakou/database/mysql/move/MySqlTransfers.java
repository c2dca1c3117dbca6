package dev.lakou.database.mysql.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.move.Cancellation;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.move.TransferFactory;
import jakarta.inject.Singleton;

/** Opens moves between MySQL servers, and between MariaDB servers. */
@Singleton
public final class MySqlTransfers implements TransferFactory {

    @Override
    public Engine engine() {
        return Engine.MYSQL;
    }

    /** @throws DatabaseException of kind UNSUITABLE for another name: what programs say of tables may have the name in it */
    @Override
    public SchemaTransfer open(MoveOrder order, ServerConfiguration source, ServerConfiguration target) {
        if (order.schemas().stream().anyMatch(MoveOrder.MovedName::isRenamed)) {
            throw new DatabaseException(
                    Kind.UNSUITABLE, "A database of MySQL or MariaDB keeps its name when it moves to another server.");
        }
        var cancellation = new Cancellation();
        return new MySqlTransfer(
                order, new MoveEnd(source, cancellation), new MoveEnd(target, cancellation), cancellation);
    }
}
