package dev.lakou.endtoend;

import java.util.Optional;

/**
 * What is the matter with a DatabaseServer: from its birth, or once resources are on it. Fields of its spec tell the first
 * three of what it says at birth, in trouble and when it is mended; whatever else is to be done, {@link TroubledServer} does.
 */
enum ServerTrouble {
    NONE("", "", ""),
    /** Its names must match a pattern that those of the matrix do not. */
    PATTERN_BORN("schemaNamePattern: none", "schemaNamePattern: none", ""),
    PATTERN("", "schemaNamePattern: none", ""),
    BUDGET("connectionBudget: 100", "connectionBudget: 100", "connectionBudget: 1000000"),
    SUSPENDED_BORN("suspend: true", "suspend: true", ""),
    SUSPENDED("", "suspend: true", ""),
    CA_BORN(Fields.NO_CA, Fields.NO_CA, ""),
    CA("", Fields.NO_CA, ""),
    TLS_BORN("tls: {mode: VerifyFull}", "tls: {mode: VerifyFull}", ""),
    /** It is not there until it is mended. */
    MISSING_BORN("", "", ""),
    /** It is removed by force, with its resources still on it. */
    MISSING("", "", ""),
    /** Nobody listens at its address. */
    DEAD_BORN("", "", ""),
    DEAD("", "", ""),
    DATABASE_BORN("", "", ""),
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

    /** PostgreSQL alone has a shared database that can be missing, and settings of a login. */
    boolean isOn(MatrixEngine engine) {
        return engine == MatrixEngine.POSTGRESQL || this != DATABASE_BORN && this != READ_ONLY_BORN;
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
        static final String NO_CA = "tls: {mode: VerifyFull, caSecretRef: {name: nothing}}";
    }
}
