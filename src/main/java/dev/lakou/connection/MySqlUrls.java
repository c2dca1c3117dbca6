package dev.lakou.connection;

import dev.lakou.database.ServerReport.Flavor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What clients of MySQL and MariaDB take. No two of them agree on a TLS parameter, so only the URLs that are meant for
 * one client carry any.
 */
final class MySqlUrls implements ClientUrls {
    private final ConnectionDetails details;

    MySqlUrls(ConnectionDetails details) {
        this.details = details;
    }

    @Override
    public String standard() {
        return plain();
    }

    @Override
    public String plain() {
        return loggedIn("mysql").text();
    }

    @Override
    public String anonymous() {
        return url("mysql").text();
    }

    @Override
    public String sqlAlchemyAsync() {
        return sqlAlchemy("aiomysql").text();
    }

    /** MariaDB's driver takes {@code jdbc:mysql} only with permitMysqlScheme, which MySQL's driver does not mind. */
    @Override
    public String jdbc() {
        var url = url("jdbc:mysql");
        return (isMariaDb() ? url.with("permitMysqlScheme", "true") : url)
                .with(sslMode())
                .text();
    }

    @Override
    public String jdbcOfProduct() {
        if (!isMariaDb()) {
            return jdbc();
        }
        return Url.withDatabaseAsItIs("jdbc:mariadb", details.endpoint(), details.database())
                .with(sslMode())
                .text();
    }

    @Override
    public String r2dbc() {
        var url = loggedIn(isMariaDb() ? "r2dbc:mariadb" : "r2dbc:mysql");
        return details.toldTls()
                .map(tls -> isMariaDb() ? withTlsOfR2dbcMariaDb(url, tls) : withTlsOfR2dbcMySql(url, tls))
                .orElse(url)
                .text();
    }

    /** Rails finds its adapter by the scheme, and takes utf8mb3 unless told. */
    @Override
    public String rails() {
        return loggedIn("mysql2").with("encoding", "utf8mb4").text();
    }

    @Override
    public String laravel() {
        return plain();
    }

    @Override
    public String prisma() {
        return loggedIn("mysql").with(PrismaPool.parameters(details)).text();
    }

    @Override
    public Map<String, String> keys() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("DATABASE_URL_PYMYSQL", pyMySql());
        keys.put("MYSQL_HOST", details.endpoint().host());
        keys.put("MYSQL_PORT", Integer.toString(details.endpoint().port()));
        keys.put("MYSQL_DATABASE", details.database().value());
        keys.put("MYSQL_USER", details.user());
        keys.put("MYSQL_PASSWORD", details.password());
        return keys;
    }

    @Override
    public Map<String, String> bindingKeys() {
        return details.insistedTls().isPresent()
                ? Map.of()
                : Map.of(
                        "r2dbc-url",
                        url(isMariaDb() ? "r2dbc:mariadb" : "r2dbc:mysql").text());
    }

    private String pyMySql() {
        var url = sqlAlchemy("pymysql");
        return details.tls()
                .flatMap(ClientTls::trustedFile)
                .map(file -> url.with("ssl_ca", file))
                .orElse(url)
                .text();
    }

    /** In MySQL's words, which MariaDB's driver knows too; {@code serverSslCert} is MariaDB's own. */
    private Map<String, String> sslMode() {
        var parameters = new LinkedHashMap<String, String>();
        details.toldTls().ifPresent(tls -> {
            parameters.put("sslMode", words(tls));
            if (!tls.insists() && !isMariaDb()) {
                // Without TLS, caching_sha2_password encrypts the password with a key that the server sends.
                parameters.put("allowPublicKeyRetrieval", "true");
            }
            tls.trustedFile().filter(file -> isMariaDb()).ifPresent(file -> parameters.put("serverSslCert", file));
        });
        return parameters;
    }

    private static Url withTlsOfR2dbcMySql(Url url, ClientTls tls) {
        var told = url.with("sslMode", words(tls).toLowerCase(Locale.ROOT));
        return tls.trustedFile().map(file -> told.with("sslCa", file)).orElse(told);
    }

    /** Encryption alone is called {@code trust} there. */
    private static Url withTlsOfR2dbcMariaDb(Url url, ClientTls tls) {
        var told = url.with("sslMode", tls.insists() && !tls.verifies() ? "trust" : tls.sslmode());
        return tls.trustedFile().map(file -> told.with("serverSslCert", file)).orElse(told);
    }

    private static String words(ClientTls tls) {
        return switch (tls.mode()) {
            case DISABLE -> "DISABLED";
            case PREFER -> "PREFERRED";
            case REQUIRE -> "REQUIRED";
            case VERIFY_CA -> "VERIFY_CA";
            case VERIFY_FULL -> "VERIFY_IDENTITY";
        };
    }

    private boolean isMariaDb() {
        return details.flavor() == Flavor.MARIADB;
    }

    private Url sqlAlchemy(String driver) {
        return Url.withDatabaseAsItIs("mysql+" + driver, details.endpoint(), details.database())
                .loggedInAs(details.credential())
                .with("charset", "utf8mb4");
    }

    private Url loggedIn(String scheme) {
        return url(scheme).loggedInAs(details.credential());
    }

    private Url url(String scheme) {
        return Url.of(scheme, details.endpoint(), details.database());
    }
}
