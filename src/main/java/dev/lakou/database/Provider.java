package dev.lakou.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who runs servers for others, and by which names of hosts and of roles that only they make they are known. */
public enum Provider {
    AURORA("Amazon Aurora", Set.of(), Set.of()),
    RDS("Amazon RDS", Set.of(".rds.amazonaws.com"), Set.of("rds_superuser", "rdsadmin")),
    ALLOYDB("Google AlloyDB", Set.of(), Set.of("alloydbsuperuser")),
    CLOUD_SQL("Google Cloud SQL", Set.of(), Set.of("cloudsqlsuperuser")),
    AZURE(
            "Azure Database",
            Set.of(".postgres.database.azure.com", ".mysql.database.azure.com"),
            Set.of("azure_pg_admin", "azure_superuser")),
    RAILWAY("Railway", Set.of(".railway.internal", ".rlwy.net"), Set.of()),
    SUPABASE("Supabase", Set.of(".supabase.co", ".supabase.com"), Set.of("supabase_admin")),
    NEON("Neon", Set.of(".neon.tech"), Set.of("neon_superuser")),
    DIGITAL_OCEAN("DigitalOcean", Set.of(".db.ondigitalocean.com"), Set.of("doadmin")),
    AIVEN("Aiven", Set.of(".aivencloud.com"), Set.of("avnadmin")),
    TIMESCALE("Timescale Cloud", Set.of(".tsdb.cloud.timescale.com"), Set.of("tsdbadmin")),
    RENDER("Render", Set.of(".render.com"), Set.of()),
    FLY("Fly.io", Set.of(".flycast", ".fly.dev"), Set.of());

    private final String title;
    private final Set<String> hosts;
    private final Set<String> roles;

    Provider(String title, Set<String> hosts, Set<String> roles) {
        this.title = title;
        this.hosts = hosts;
        this.roles = roles;
    }

    public String title() {
        return title;
    }

    /** Where its customers set what servers elsewhere have in their configuration; empty where they may do it by SQL. */
    public Optional<String> settings() {
        return switch (this) {
            case AURORA, RDS -> Optional.of("in the parameter group of " + title);
            case ALLOYDB, CLOUD_SQL -> Optional.of("in the database flags of " + title);
            case AZURE -> Optional.of("in the server parameters of " + title);
            case SUPABASE, NEON, DIGITAL_OCEAN, AIVEN, TIMESCALE, RENDER ->
                Optional.of("in the settings that %s offers".formatted(title));
            case RAILWAY, FLY -> Optional.empty();
        };
    }

    /** By the end of the name of the host. */
    public static Optional<Provider> ofHost(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(provider -> provider.hosts.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** By the roles, or accounts, that are on the server. */
    public static Optional<Provider> ofRoles(Set<String> roles) {
        return Arrays.stream(values())
                .filter(provider -> provider.roles.stream().anyMatch(roles::contains))
                .findFirst();
    }
}
