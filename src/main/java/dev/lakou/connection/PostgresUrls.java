package dev.lakou.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** What clients of PostgreSQL take; measured per client, see the tests in {@code dev.lakou.clients}. */
final class PostgresUrls implements ClientUrls {
    private final ConnectionDetails details;
    private final SearchPath searchPath;

    PostgresUrls(ConnectionDetails details) {
        this.details = details;
        this.searchPath = new SearchPath(details.searchPath());
    }

    @Override
    public String standard() {
        return withOption(loggedIn("postgresql")).with(sslmode()).text();
    }

    @Override
    public String plain() {
        return loggedIn("postgresql").with(sslmode()).text();
    }

    @Override
    public String anonymous() {
        return url("postgresql").with(sslmode()).text();
    }

    /** asyncpg gets every parameter as an argument of connect(), and knows neither options nor sslmode. */
    @Override
    public String sqlAlchemyAsync() {
        var url = sqlAlchemy("asyncpg");
        return details.toldTls()
                .map(tls -> url.with("ssl", tls.sslmode()))
                .orElse(url)
                .text();
    }

    /** The driver knows no options; the search path of the login holds. */
    @Override
    public String r2dbc() {
        var url = loggedIn("r2dbc:postgresql");
        return details.tls()
                .map(tls -> url.with("sslMode", tls.sslmode()).with(authority("sslRootCert", tls)))
                .orElse(url)
                .text();
    }

    @Override
    public String jdbc() {
        var url = url("jdbc:postgresql");
        return (details.searchPathTravels() ? url.with("currentSchema", searchPath.value()) : url)
                .with(sslmode())
                .text();
    }

    @Override
    public String jdbcOfProduct() {
        return jdbc();
    }

    @Override
    public String rails() {
        var url = loggedIn("postgresql");
        return (details.searchPathTravels() ? url.with("schema_search_path", searchPath.value()) : url)
                .with(sslmode())
                .text();
    }

    /** Laravel sets a search path itself on every connection, {@code public} unless told: leaving it out breaks it. */
    @Override
    public String laravel() {
        return loggedIn("postgresql")
                .with("search_path", searchPath.names())
                .with(sslmode())
                .text();
    }

    /** Prisma names the schema in every statement, {@code public} unless told: leaving it out breaks it. */
    @Override
    public String prisma() {
        var url =
                loggedIn("postgresql").with("schema", details.schema().value()).with(PrismaPool.parameters(details));
        return details.toldTls()
                .map(tls -> tls.insists()
                        ? url.with("sslmode", "require")
                                .with("sslaccept", tls.verifies() ? "strict" : "accept_invalid_certs")
                        : url.with("sslmode", tls.sslmode()))
                .orElse(url)
                .text();
    }

    @Override
    public Map<String, String> keys() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("DATABASE_URL_ASYNCPG", sqlAlchemyAsync());
        keys.put(
                "DATABASE_URL_PSYCOPG",
                withOption(sqlAlchemy("psycopg")).with(sslmode()).text());
        keys.put("PGHOST", details.endpoint().host());
        keys.put("PGPORT", Integer.toString(details.endpoint().port()));
        keys.put("PGDATABASE", details.database().value());
        keys.put("PGUSER", details.user());
        keys.put("PGPASSWORD", details.password());
        details.toldTls().ifPresent(tls -> {
            keys.put("PGSSLMODE", tls.sslmode());
            tls.trustedFile().ifPresent(file -> keys.put("PGSSLROOTCERT", file));
        });
        return keys;
    }

    @Override
    public Map<String, String> bindingKeys() {
        var keys = new LinkedHashMap<>(Map.of("pgpass", PasswordFile.line(details)));
        if (details.insistedTls().isEmpty()) {
            keys.put("r2dbc-url", url("r2dbc:postgresql").text());
            keys.put(
                    "jdbc-uri",
                    url("jdbc:postgresql")
                            .with("user", details.user())
                            .with("password", details.password())
                            .text());
        }
        return keys;
    }

    private Url withOption(Url url) {
        return details.searchPathTravels() ? url.with("options", searchPath.option()) : url;
    }

    private Map<String, String> sslmode() {
        return details.toldTls().map(ClientTls::sslmodeParameters).orElse(Map.of());
    }

    private static Map<String, String> authority(String parameter, ClientTls tls) {
        return tls.trustedFile().map(file -> Map.of(parameter, file)).orElse(Map.of());
    }

    private Url sqlAlchemy(String driver) {
        return Url.withDatabaseAsItIs("postgresql+" + driver, details.endpoint(), details.database())
                .loggedInAs(details.credential());
    }

    private Url loggedIn(String scheme) {
        return url(scheme).loggedInAs(details.credential());
    }

    private Url url(String scheme) {
        return Url.of(scheme, details.endpoint(), details.database());
    }
}
