package dev.lakou.database.move;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;

/** Opens moves between servers of one engine. */
public interface TransferFactory {

    Engine engine();

    /** Connects when first asked. The caller closes what it gets. */
    SchemaTransfer open(MoveOrder order, ServerConfiguration source, ServerConfiguration target);
}
