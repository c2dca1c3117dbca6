package dev.lakou.connection;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a service is told about its connection, and the Secrets that tell it. The Secrets may be asked for
 * once {@link #violations} is empty.
 *
 * @param database the shared database; on MySQL the schema itself
 * @param searchPath the whole search path, the schema first; on MySQL the schema alone
 * @param searchPathInUrl whether URLs repeat the search path that the login has anyway
 * @param connectionLimit how many connections the login may have; empty for no limit
 * @param template text in mustache for keys of the team's own
 */
public record ConnectionDetails(
        Flavor flavor,
        Endpoint endpoint,
        Identifier database,
        Identifier schema,
        Credential credential,
        List<Identifier> searchPath,
        boolean searchPathInUrl,
        Optional<Pool> pool,
        Optional<Integer> connectionLimit,
        Optional<ClientTls> tls,
        Preset preset,
        SortedMap<String, String> template) {
    private static final int MOST_TEMPLATES = 64;

    public ConnectionDetails {
        searchPath = List.copyOf(searchPath);
        template = Collections.unmodifiableSortedMap(new TreeMap<>(template));
        if (searchPath.isEmpty() || !searchPath.get(0).equals(schema)) {
            throw new IllegalArgumentException("A search path begins with the schema \"" + schema + "\".");
        }
    }

    /** What keeps these details from becoming a Secret: field, value, rule and what to do; empty if nothing does. */
    public List<String> violations() {
        var violations = new ArrayList<String>();
        pool.ifPresent(hints -> violations.addAll(hints.violations()));
        tls.ifPresent(words -> violations.addAll(words.violations()));
        violations.addAll(preset.violations(this));
        if (template.size() > MOST_TEMPLATES) {
            violations.add(
                    "spec.secret.template has %d keys; it may have %d.".formatted(template.size(), MOST_TEMPLATES));
            return violations;
        }
        var variables = TemplateVariables.of(this, urls());
        templates().forEach(key -> violations.addAll(key.violations(variables)));
        return violations;
    }

    /** The Secret for {@code envFrom}. */
    public SecretData environment() {
        var urls = urls();
        var variables = TemplateVariables.of(this, urls);
        var keys = new TreeMap<>(GenericKeys.of(this, urls));
        keys.putAll(preset.keys(this, urls));
        templates().forEach(key -> keys.put(key.key(), key.render(variables)));
        return new SecretData(keys);
    }

    /** The Secret for tools of the Service Binding Specification. */
    public ServiceBinding binding() {
        var data = new SecretData(new TreeMap<>(BindingKeys.of(this, urls())));
        return new ServiceBinding("servicebinding.io/" + BindingKeys.type(this), data);
    }

    Engine engine() {
        return flavor == Flavor.POSTGRESQL ? Engine.POSTGRESQL : Engine.MYSQL;
    }

    String byEngine(String postgresql, String mysql) {
        return engine() == Engine.POSTGRESQL ? postgresql : mysql;
    }

    String user() {
        return credential.user().value();
    }

    String password() {
        return credential.password().value();
    }

    /**
     * What a product is told whose pool can be set by keys.
     *
     * @param itsOwn how many connections it opens when it is told nothing
     */
    Optional<ProductPool> productPool(int itsOwn) {
        return ProductPool.of(pool, connectionLimit, itsOwn);
    }

    /** How many connections the team wants a product to keep. */
    Optional<Integer> idleConnections() {
        return pool.flatMap(Pool::size);
    }

    /** The TLS that clients hear of where they have a word for it. */
    Optional<ClientTls> toldTls() {
        return tls.filter(ClientTls::isTold);
    }

    /** The TLS that clients must hear of, since they would connect without. */
    Optional<ClientTls> insistedTls() {
        return tls.filter(ClientTls::insists);
    }

    boolean searchPathTravels() {
        return searchPathInUrl && endpoint.pooler().isEmpty();
    }

    private ClientUrls urls() {
        return engine() == Engine.POSTGRESQL ? new PostgresUrls(this) : new MySqlUrls(this);
    }

    private List<KeyTemplate> templates() {
        return template.entrySet().stream()
                .map(entry -> new KeyTemplate(entry.getKey(), entry.getValue()))
                .toList();
    }
}
