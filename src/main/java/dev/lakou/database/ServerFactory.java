package dev.lakou.database;

/** Opens servers of one engine. */
public interface ServerFactory {

    Engine engine();

    /** Prepares a pool for the server; connects when first asked. The caller closes what it gets. */
    SharedServer open(ServerConfiguration configuration);
}
