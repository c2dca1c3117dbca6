package dev.lakou.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Opens what a Secret's DATABASE_URL says, and uses nothing else of the Secret. */
record DatabaseUrl(URI uri) {

    static DatabaseUrl of(String text) {
        return new DatabaseUrl(URI.create(text));
    }

    /** {@code postgresql} of {@code postgresql+asyncpg}: what follows the + is meant for SQLAlchemy. */
    String scheme() {
        return uri.getScheme().replaceFirst("\\+.*|2$", "");
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        var user = uri.getRawUserInfo().split(":", 2);
        properties.setProperty("user", decoded(user[0]));
        properties.setProperty("password", decoded(user[1]));
        options().ifPresent(options -> properties.setProperty("options", options));
        var url = "jdbc:%s://%s:%d%s".formatted(scheme(), uri.getHost(), uri.getPort(), uri.getRawPath());
        if (scheme().equals("mysql")) {
            properties.setProperty("allowPublicKeyRetrieval", "true");
        }
        return DriverManager.getConnection(url, properties);
    }

    private Optional<String> options() {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(parameter -> parameter.startsWith("options="))
                .map(parameter -> decoded(parameter.substring("options=".length())))
                .findFirst();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
