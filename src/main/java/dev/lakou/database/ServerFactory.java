package dev.lakou.database;

import dev.lakou.model.Identifier;
import java.util.List;
import java.util.Set;

/** Opens servers of one engine. */
public interface ServerFactory {

    Engine engine();

    /** Every role that a service may ever have beside its schema; on one server it can be of one service only. */
    Set<Identifier> roles(Identifier schema, List<Identifier> users);

    /** Prepares a pool for the server; connects when first asked. The caller closes what it gets. */
    SharedServer open(ServerConfiguration configuration);
}
