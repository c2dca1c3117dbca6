package dev.lakou.connection;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.TlsMode;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Details of a connection in which nothing matters but what a test says. */
public final class ConnectionBuilder {
    private final Flavor flavor;
    private Endpoint endpoint;
    private Identifier database = new Identifier("engarde");
    private Identifier schema;
    private Credential credential;
    private List<Identifier> following = List.of(new Identifier("public"));
    private boolean searchPathInUrl = true;
    private Optional<Pool> pool = Optional.empty();
    private Optional<Integer> connectionLimit = Optional.empty();
    private Optional<ClientTls> tls = Optional.empty();
    private Preset preset = Preset.GENERIC;
    private final SortedMap<String, String> template = new TreeMap<>();

    private ConnectionBuilder(Flavor flavor, int port, String schema) {
        this.flavor = flavor;
        this.endpoint = new Endpoint("db.example", port, Optional.empty());
        this.schema = new Identifier(schema);
        this.credential = new Credential(new Identifier(schema + "_user"), new Password("Secret0"));
    }

    public static ConnectionBuilder aConnection(Flavor flavor) {
        return flavor == Flavor.POSTGRESQL
                ? new ConnectionBuilder(flavor, 5432, "madansara")
                : new ConnectionBuilder(flavor, 3306, "scheduler");
    }

    public ConnectionBuilder to(String host, int port) {
        endpoint = new Endpoint(host, port, endpoint.pooler());
        return this;
    }

    public ConnectionBuilder behind(Pooler pooler) {
        endpoint = new Endpoint(endpoint.host(), endpoint.port(), Optional.of(pooler));
        return this;
    }

    public ConnectionBuilder inDatabase(String name) {
        database = new Identifier(name);
        return this;
    }

    public ConnectionBuilder inSchema(String name) {
        schema = new Identifier(name);
        return this;
    }

    public ConnectionBuilder followedBy(String... schemas) {
        following = Stream.of(schemas).map(Identifier::new).toList();
        return this;
    }

    public ConnectionBuilder loggedInAs(String user, String password) {
        credential = new Credential(new Identifier(user), new Password(password));
        return this;
    }

    public ConnectionBuilder withoutSearchPathInUrl() {
        searchPathInUrl = false;
        return this;
    }

    public ConnectionBuilder withPool(int size, int maxOverflow, Duration recycle) {
        pool = Optional.of(
                new Pool(Optional.of(size), Optional.of(maxOverflow), Optional.of(recycle), Optional.of(true)));
        return this;
    }

    public ConnectionBuilder limitedTo(int connections) {
        connectionLimit = Optional.of(connections);
        return this;
    }

    public ConnectionBuilder withTls(TlsMode mode, Optional<String> authority, Optional<String> file) {
        tls = Optional.of(new ClientTls(mode, authority, file));
        return this;
    }

    public ConnectionBuilder withPreset(Preset wanted) {
        preset = wanted;
        return this;
    }

    public ConnectionBuilder withTemplate(String key, String text) {
        template.put(key, text);
        return this;
    }

    public ConnectionDetails build() {
        var postgresql = flavor == Flavor.POSTGRESQL;
        var searchPath = postgresql
                ? Stream.concat(Stream.of(schema), following.stream()).toList()
                : List.of(schema);
        return new ConnectionDetails(
                flavor,
                endpoint,
                postgresql ? database : schema,
                schema,
                credential,
                searchPath,
                searchPathInUrl,
                pool,
                connectionLimit,
                tls,
                preset,
                template);
    }
}
