package dev.lakou.connection;

import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of the Service Binding Specification, and those that Spring, Quarkus and users of CloudNativePG look for
 * beside them. There is no {@code jdbc-url}, and no other URL for Java once TLS is insisted on: in Spring and Quarkus it
 * would win over host, port and sslmode.
 */
final class BindingKeys {
    // Spring and Quarkus look for this file in the directory of the binding.
    private static final String AUTHORITY_FILE = "ca.crt";

    private BindingKeys() {}

    static Map<String, String> of(ConnectionDetails details, ClientUrls urls) {
        var keys = new TreeMap<>(Map.of(
                "type", type(details),
                "provider", "lakou",
                "host", details.endpoint().host(),
                "port", Integer.toString(details.endpoint().port()),
                "username", details.user(),
                "password", details.password(),
                "database", details.database().value(),
                "uri", urls.plain()));
        keys.put("endpoint", details.endpoint().host());
        keys.put("user", details.user());
        keys.put("dbname", details.database().value());
        keys.putAll(urls.bindingKeys());
        details.insistedTls().ifPresent(tls -> keys.putAll(tls(tls)));
        return keys;
    }

    /** MariaDB too is {@code mysql}: Spring Cloud Bindings knows no other word. */
    static String type(ConnectionDetails details) {
        return details.byEngine("postgresql", "mysql");
    }

    private static Map<String, String> tls(ClientTls tls) {
        var keys = new TreeMap<>(Map.of("sslmode", tls.sslmode()));
        tls.certificateAuthority().ifPresent(authority -> {
            keys.put("certificates", authority);
            keys.put(AUTHORITY_FILE, authority);
            keys.put("sslrootcert", AUTHORITY_FILE);
        });
        return keys;
    }
}
