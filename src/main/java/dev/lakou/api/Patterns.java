package dev.lakou.api;

/** How the texts of a spec are written: regular expressions for the CRDs, and the rules of CEL that several fields share. */
public final class Patterns {
    /** A DNS name: what Kubernetes allows as the name of a Secret, a Deployment or a resource of Lakou. */
    public static final String NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** A DNS label: what Kubernetes allows as the name of a namespace. */
    static final String NAMESPACE = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** A key of a Secret. */
    static final String SECRET_KEY = "^[-._A-Za-z0-9]+$";

    /** The value of a label. */
    public static final String LABEL_VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";

    /** A host name or an IP address, and nothing else of a URL: one colon is that of a port, an IPv6 address has more. */
    public static final String HOST = "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$|^[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,8}$";

    /** So few digits that the longest text of 32 characters is a time that a long holds in nanoseconds. */
    static final String DURATION = "^([0-9]{1,7}(ms|s|m)|[0-9]{1,5}h)+$";

    /** The keys of labels and annotations. */
    public static final String METADATA_KEYS =
            "self.all(key, key.indexOf('/') <= 253 && key.matches('^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?/)?"
                    + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$'))";

    public static final String METADATA_KEYS_MESSAGE =
            "Keys are such as team or example.com/team: letters, digits, -, _ and ., at most 63 after the /.";

    /** The names of settings. */
    static final String SETTING_NAMES = "self.all(name, name.matches('^[A-Za-z_][A-Za-z0-9_.]{0,62}$'))";

    static final String SETTING_NAMES_MESSAGE =
            "Settings have names such as statement_timeout: letters, digits, _ and ., at most 63.";

    /** Who is given something, so that a resource and its status together stay below what etcd takes, 1.5 MiB. */
    static final String TABLES_AND_COLUMNS =
            "self.map(one, (has(one.tables) ? one.tables.size() : 0) + (has(one.columns) ? one.columns.size() : 0))"
                    + ".sum() <= 1000";

    private Patterns() {}
}
