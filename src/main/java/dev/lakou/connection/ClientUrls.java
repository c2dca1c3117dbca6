package dev.lakou.connection;

import java.util.Map;

/** One connection in the form of each kind of client; an engine without a form of its own gives the plain one. */
interface ClientUrls {

    /** For clients that take a URL as it is: {@code DATABASE_URL} where no preset says otherwise. */
    String standard();

    /** Without a search path: for clients that refuse it, drop it, or choke on a percent sign. */
    String plain();

    /** Without user and password. */
    String anonymous();

    /** For SQLAlchemy's asynchronous engine, which needs the driver in the scheme. */
    String sqlAlchemyAsync();

    /** For whichever JDBC driver the service has; user and password go beside it. */
    String jdbc();

    /** For the JDBC driver that the product itself publishes. */
    String jdbcOfProduct();

    /** For R2DBC, whose drivers take user and password in the URL. */
    String r2dbc();

    String rails();

    String laravel();

    String prisma();

    /** The keys that only clients of this engine read. */
    Map<String, String> keys();

    /** The entries of a service binding that only clients of this engine read. */
    Map<String, String> bindingKeys();
}
