package dev.lakou.endtoend;

import java.util.Optional;

/**
 * What is the matter with a DatabaseServer: from its birth, or once resources are on it. Fields of its spec tell the first
 * three of what it says at birth, in trouble and when it is mended; whatever else is to be done, {@link TroubledServer} does.
 */
enum ServerTrouble {
    NONE("", "", ""),
    /** None at all: the platform lets a schema be taken over. */
    CONSENT(Fields.CONSENT, Fields.CONSENT, Fields.CONSENT),
    /** Its names must match a pattern that those of the matrix do not. */
    PATTERN_BORN("schemaNamePattern: none", "schemaNamePattern: none", ""),
    PATTERN("", "schemaNamePattern: none", ""),
    BUDGET("connectionBudget: 100", "connectionBudget: 100", "connectionBudget: 1000000"),
    SUSPENDED_BORN("suspend: true", "suspend: true", ""),
    SUSPENDED("", "suspend: true", ""),
    CA_BORN(Fields.NO_CA, Fields.NO_CA, ""),
    CA("", Fields.NO_CA, ""),
    CLIENT_CERTIFICATE_BORN(Fields.NO_CERTIFICATE, Fields.NO_CERTIFICATE, ""),
    CLIENT_CERTIFICATE("", Fields.NO_CERTIFICATE, ""),
    /** Services are sent where nobody listens. */
    ENDPOINT_BORN(Fields.NOWHERE, Fields.NOWHERE, ""),
    ENDPOINT("", Fields.NOWHERE, ""),
    TLS_BORN("tls: {mode: VerifyFull}", "tls: {mode: VerifyFull}", ""),
    /** It is not there until it is mended. */
    MISSING_BORN("", "", ""),
    /** It is removed by force, with its resources still on it. */
    MISSING("", "", ""),
    /** Nobody listens at its address. */
    DEAD_BORN("", "", ""),
    DEAD("", "", ""),
    DATABASE_BORN("", "", ""),
    /** Somebody else writes to its database without an end. */
    LOCKED("", "", ""),
    /** All connections that its administrator may have are taken. */
    FULL_BORN("", "", ""),
    PASSWORD_BORN("", "", ""),
    PASSWORD("", "", ""),
    ADMIN_SECRET_BORN("", "", ""),
    ADMIN_SECRET("", "", ""),
    SECRET_KEY_BORN("", "", ""),
    SECRET_KEY("", "", ""),
    PRIVILEGE_BORN("", "", ""),
    PRIVILEGE("", "", ""),
    /** The administrator's sessions may not write. */
    READ_ONLY_BORN("", "", "");

    private final String born;
    private final String troubled;
    private final String mended;

    ServerTrouble(String born, String troubled, String mended) {
        this.born = born;
        this.troubled = troubled;
        this.mended = mended;
    }

    String born() {
        return born;
    }

    String troubled() {
        return troubled;
    }

    String mended() {
        return mended;
    }

    /** Whether there is such a server while the trouble lasts. */
    boolean isThere() {
        return this != MISSING_BORN && this != MISSING;
    }

    boolean isFromBirth() {
        return name().endsWith("_BORN");
    }

    /** PostgreSQL alone has a shared database that can be missing or locked, and settings and a limit of a login. */
    boolean isOn(MatrixEngine engine) {
        return engine == MatrixEngine.POSTGRESQL
                || this != DATABASE_BORN && this != LOCKED && this != FULL_BORN && this != READ_ONLY_BORN;
    }

    /** The reason that the DatabaseServer itself gives meanwhile; empty where it is ready, or not there. */
    Optional<String> tells() {
        return switch (this) {
            case CA_BORN, CA -> Optional.of("CaSecretInvalid");
            case CLIENT_CERTIFICATE_BORN, CLIENT_CERTIFICATE -> Optional.of("ClientCertificateInvalid");
            case TLS_BORN -> Optional.of("TlsFailed");
            case DEAD_BORN, DEAD -> Optional.of("ServerUnreachable");
            case DATABASE_BORN -> Optional.of("DatabaseNotFound");
            case FULL_BORN -> Optional.of("ServerBusy");
            case PASSWORD_BORN, PASSWORD -> Optional.of("AuthenticationFailed");
            case ADMIN_SECRET_BORN, ADMIN_SECRET -> Optional.of("AdminSecretNotFound");
            case SECRET_KEY_BORN, SECRET_KEY -> Optional.of("AdminSecretInvalid");
            case PRIVILEGE_BORN, PRIVILEGE -> Optional.of("AdminLacksPrivilege");
            case READ_ONLY_BORN -> Optional.of("ServerReadOnly");
            case NONE,
                    CONSENT,
                    SUSPENDED_BORN,
                    SUSPENDED,
                    PATTERN_BORN,
                    PATTERN,
                    BUDGET,
                    ENDPOINT_BORN,
                    ENDPOINT,
                    LOCKED,
                    MISSING_BORN,
                    MISSING -> Optional.empty();
        };
    }

    /** In the name of its DatabaseServer. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The trouble that comes later, of one that is there from birth. */
    Optional<ServerTrouble> later() {
        return isFromBirth() ? Optional.of(valueOf(name().replace("_BORN", ""))) : Optional.empty();
    }

    private static final class Fields {
        static final String CONSENT = "adoption: [{namespaces: ['*'], schemas: [heritage], users: [heritage_app]}]";
        static final String NO_CERTIFICATE = "tls: {mode: Require, clientCertificateSecretRef: {name: nothing}}";
        static final String NOWHERE = "endpoint: {host: 127.0.0.1, port: 9}";
        static final String NO_CA = "tls: {mode: VerifyFull, caSecretRef: {name: nothing}}";
    }
}
