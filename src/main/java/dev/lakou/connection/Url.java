package dev.lakou.connection;

import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A URL of a database, put together from parts that it encodes. It prints without its password. */
record Url(String scheme, Optional<Credential> login, Endpoint endpoint, String path, Map<String, String> parameters) {

    Url {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static Url of(String scheme, Endpoint endpoint, Identifier database) {
        return new Url(scheme, Optional.empty(), endpoint, PercentEncoding.encode(database.value()), Map.of());
    }

    /** For clients that decode all of a URL but the name of the database: SQLAlchemy, MariaDB's JDBC driver. */
    static Url withDatabaseAsItIs(String scheme, Endpoint endpoint, Identifier database) {
        return new Url(scheme, Optional.empty(), endpoint, database.value(), Map.of());
    }

    Url loggedInAs(Credential credential) {
        return new Url(scheme, Optional.of(credential), endpoint, path, parameters);
    }

    Url with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Url(scheme, login, endpoint, path, more);
    }

    Url with(Map<String, String> added) {
        var more = new LinkedHashMap<>(parameters);
        more.putAll(added);
        return new Url(scheme, login, endpoint, path, more);
    }

    /** The whole URL; a secret once it is {@link #loggedInAs logged in}. */
    String text() {
        return scheme + "://" + userInfo() + endpoint.authority() + '/' + path + query();
    }

    private String userInfo() {
        return login.map(credential -> PercentEncoding.encode(credential.user().value())
                        + ':'
                        + PercentEncoding.encode(credential.password().value())
                        + '@')
                .orElse("");
    }

    private String query() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + '=' + PercentEncoding.encode(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
