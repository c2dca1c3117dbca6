package dev.lakou.database;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A real server, and what a test must know of it that the port does not tell. */
public interface ServerUnderTest {

    /** What opens servers like this one. */
    ServerFactory factory();

    /** Opens the server as its administrator; the caller closes it. */
    SharedServer open();

    /** Connects as a service would; the caller closes the connection. */
    Connection connect(Credential credential, Identifier schema) throws SQLException;

    /** The name as this server's SQL wants it. */
    String quoted(Identifier name);

    /** Everything that the server holds, one line each: accounts, rights, settings, schemas, tables. */
    List<String> inventory() throws SQLException;
}
