package dev.lakou.kubernetes.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerSpec;
import dev.lakou.api.DatabaseServerSpec.IsolationMode;
import dev.lakou.api.DatabaseServerSpec.StrangersMode;
import dev.lakou.api.Patterns;
import dev.lakou.api.SecretReference;
import dev.lakou.api.TlsSpec;
import dev.lakou.database.ClientCertificate;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.ServerPolicy.Strangers;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.kubernetes.Installation;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import dev.lakou.model.Identifier;
import io.fabric8.kubernetes.api.model.Secret;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a DatabaseServer and the Secrets it refers to into what is needed to connect. */
@Singleton
public class ServerConfigurations {
    private static final int DEFAULT_POOL = 4;
    private static final String DEFAULT_CA_KEY = "ca.crt";
    private static final Pattern HOST = Pattern.compile(Patterns.HOST);

    private final Installation installation;

    public ServerConfigurations(Installation installation) {
        this.installation = installation;
    }

    /** The Secrets, all in the operator's namespace, that the server refers to. */
    static Set<String> secretNames(DatabaseServerSpec spec) {
        var names = new HashSet<String>();
        names.add(spec.adminSecretRef().name());
        caReference(spec).ifPresent(reference -> names.add(reference.name()));
        clientReference(spec).ifPresent(reference -> names.add(reference.name()));
        return names;
    }

    /**
     * @param secrets finds a Secret of the operator's namespace by its name
     * @throws StalledException when a Secret is missing, elsewhere or not what it should be
     */
    public ServerConfiguration of(DatabaseServer server, Function<String, Optional<Secret>> secrets) {
        var spec = server.getSpec();
        requireHosts(spec);
        var login = AdminLogin.from(adminSecret(spec, secrets));
        var engine =
                switch (spec.engine()) {
                    case PostgreSQL -> Engine.POSTGRESQL;
                    case MySQL -> Engine.MYSQL;
                };
        return new ServerConfiguration(
                engine,
                spec.host(),
                Optional.ofNullable(spec.port()).orElse(engine.defaultPort()),
                Optional.ofNullable(spec.database()).map(Identifier::new),
                login.username(),
                login.password(),
                tls(spec, secrets),
                Optional.ofNullable(spec.maxConnections()).orElse(DEFAULT_POOL),
                Optional.ofNullable(spec.endpoint())
                        .map(endpoint -> new ServerConfiguration.Address(
                                endpoint.host(),
                                Stream.of(endpoint.port(), spec.port())
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElse(engine.defaultPort()))),
                Optional.ofNullable(spec.readEndpoint())
                        .map(replica -> new ServerConfiguration.Address(
                                replica.host(),
                                Optional.ofNullable(replica.port()).orElse(engine.defaultPort()))),
                policy(spec));
    }

    private static ServerPolicy policy(DatabaseServerSpec spec) {
        return new ServerPolicy(
                switch (Optional.ofNullable(spec.isolation()).orElse(IsolationMode.WhenUnused)) {
                    case Report -> Isolation.REPORT;
                    case WhenUnused -> Isolation.WHEN_UNUSED;
                    case Close -> Isolation.CLOSE;
                },
                spec.strangers() == StrangersMode.Report ? Strangers.REPORT : Strangers.REVOKE,
                Optional.ofNullable(spec.allowedExtensions()).orElse(List.of()).stream()
                        .map(Identifier::new)
                        .collect(Collectors.toSet()));
    }

    /** The API server refuses them by now; one that was stored before must be told, too. */
    private static void requireHosts(DatabaseServerSpec spec) {
        var hosts = new LinkedHashMap<>(Map.of("spec.host", spec.host()));
        Optional.ofNullable(spec.endpoint()).ifPresent(endpoint -> hosts.put("spec.endpoint.host", endpoint.host()));
        Optional.ofNullable(spec.readEndpoint())
                .ifPresent(endpoint -> hosts.put("spec.readEndpoint.host", endpoint.host()));
        hosts.forEach((field, host) -> {
            if (!HOST.matcher(host).matches()) {
                throw new StalledException(
                        Reason.InvalidSpec,
                        "%s is \"%s\"; it must be a host name or an IP address alone, without scheme, port, path and brackets. A port goes into the field port beside it."
                                .formatted(field, host));
            }
        });
    }

    private Secret adminSecret(DatabaseServerSpec spec, Function<String, Optional<Secret>> secrets) {
        var reference = spec.adminSecretRef();
        var namespace = Optional.ofNullable(reference.namespace()).orElse(installation.namespace());
        if (!namespace.equals(installation.namespace())) {
            throw new StalledException(
                    Reason.InvalidSpec,
                    "spec.adminSecretRef.namespace is \"%s\"; admin Secrets are read only in \"%s\", where Lakou runs. Move the Secret there."
                            .formatted(namespace, installation.namespace()));
        }
        return secrets.apply(reference.name())
                .orElseThrow(() -> new StalledException(
                        Reason.AdminSecretNotFound,
                        "There is no Secret \"%s/%s\", which spec.adminSecretRef names. It needs the keys username and password, or url."
                                .formatted(installation.namespace(), reference.name())));
    }

    private Tls tls(DatabaseServerSpec spec, Function<String, Optional<Secret>> secrets) {
        var mode = Optional.ofNullable(spec.tls()).map(TlsSpec::mode).orElse(TlsSpec.Mode.Prefer);
        return new Tls(
                switch (mode) {
                    case Disable -> TlsMode.DISABLE;
                    case Prefer -> TlsMode.PREFER;
                    case Require -> TlsMode.REQUIRE;
                    case VerifyCA -> TlsMode.VERIFY_CA;
                    case VerifyFull -> TlsMode.VERIFY_FULL;
                },
                caReference(spec).map(reference -> certificate(reference, secrets)),
                clientReference(spec).map(reference -> clientCertificate(reference, secrets)));
    }

    private String certificate(TlsSpec.CaReference reference, Function<String, Optional<Secret>> secrets) {
        var key = Optional.ofNullable(reference.key()).orElse(DEFAULT_CA_KEY);
        return text(secrets.apply(reference.name()), key)
                .orElseThrow(() -> new StalledException(
                        Reason.CaSecretInvalid,
                        "There is no Secret \"%s/%s\" with the key %s, which spec.tls.caSecretRef names. It needs the certificate authority in PEM."
                                .formatted(installation.namespace(), reference.name(), key)));
    }

    private ClientCertificate clientCertificate(SecretReference reference, Function<String, Optional<Secret>> secrets) {
        var secret = secrets.apply(reference.name());
        return text(secret, "tls.crt")
                .flatMap(chain -> text(secret, "tls.key").map(key -> new ClientCertificate(chain, key)))
                .orElseThrow(() -> new StalledException(
                        Reason.ClientCertificateInvalid,
                        "There is no Secret \"%s/%s\" with the keys tls.crt and tls.key, which spec.tls.clientCertificateSecretRef names. It needs a certificate and its private key in PEM."
                                .formatted(installation.namespace(), reference.name())));
    }

    private static Optional<String> text(Optional<Secret> secret, String key) {
        return secret.map(found -> Optional.ofNullable(found.getData()).orElse(Map.of()))
                .flatMap(keys -> Optional.ofNullable(keys.get(key)))
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8));
    }

    private static Optional<SecretReference> clientReference(DatabaseServerSpec spec) {
        return Optional.ofNullable(spec.tls()).map(TlsSpec::clientCertificateSecretRef);
    }

    private static Optional<TlsSpec.CaReference> caReference(DatabaseServerSpec spec) {
        return Optional.ofNullable(spec.tls()).map(TlsSpec::caSecretRef);
    }
}
