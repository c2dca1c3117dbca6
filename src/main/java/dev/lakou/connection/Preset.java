package dev.lakou.connection;

import static dev.lakou.database.Engine.MYSQL;
import static dev.lakou.database.Engine.POSTGRESQL;

import dev.lakou.database.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The keys that one product or framework reads. They stand beside the {@link GenericKeys}, and win over them: that is
 * how a preset gives {@code DATABASE_URL} the form that its client takes.
 */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and functions without state.
public enum Preset {
    GENERIC("Generic", Set.of(POSTGRESQL, MYSQL), (details, urls) -> Map.of()),

    // No percent sign: Alembic's set_main_option reads one as the beginning of an interpolation.
    SQL_ALCHEMY_ASYNC(
            "SqlAlchemyAsync",
            Set.of(POSTGRESQL, MYSQL),
            (details, urls) -> Map.of("DATABASE_URL", urls.sqlAlchemyAsync())),

    LANGFLOW("Langflow", Set.of(POSTGRESQL), LangflowKeys::of),

    // Its image reads DB_HOST, DB_NAME, DB_USERNAME and DB_PASSWORD, and has no word for a port.
    EASY_APPOINTMENTS(
            "EasyAppointments",
            Set.of(MYSQL),
            (details, urls) -> details.endpoint().port() == MYSQL.defaultPort()
                    ? Map.of()
                    : Map.of("DB_HOST", details.endpoint().authority())),

    SPRING("Spring", Set.of(POSTGRESQL, MYSQL), SpringKeys::of),

    QUARKUS("Quarkus", Set.of(POSTGRESQL, MYSQL), QuarkusKeys::of),

    RAILS("Rails", Set.of(POSTGRESQL, MYSQL), RailsKeys::of),

    // dj-database-url and django-environ take DATABASE_URL as it is.
    DJANGO("Django", Set.of(POSTGRESQL, MYSQL), (details, urls) -> Map.of()),

    // DB_URL since Laravel 11, DATABASE_URL before. The connection "mysql" exists in each and speaks to MariaDB too.
    LARAVEL(
            "Laravel",
            Set.of(POSTGRESQL, MYSQL),
            NameRule.NO_QUOTES_OR_SEPARATORS,
            (details, urls) -> Map.of(
                    "DATABASE_URL", urls.laravel(),
                    "DB_URL", urls.laravel(),
                    "DB_CONNECTION", details.byEngine("pgsql", "mysql"),
                    "DB_DATABASE", details.database().value())),

    PRISMA("Prisma", Set.of(POSTGRESQL, MYSQL), (details, urls) -> Map.of("DATABASE_URL", urls.prisma())),

    GRAFANA("Grafana", Set.of(POSTGRESQL, MYSQL), (details, urls) -> GrafanaKeys.of(details)),

    METABASE("Metabase", Set.of(POSTGRESQL, MYSQL), MetabaseKeys::of),

    // Superset 6 reads SUPERSET__* itself; DB_PASS is the chart's word, DATABASE_* are the image's.
    SUPERSET(
            "Superset",
            Set.of(POSTGRESQL, MYSQL),
            (details, urls) -> Map.of(
                    "DATABASE_URL", urls.plain(),
                    "SUPERSET__SQLALCHEMY_DATABASE_URI", urls.plain(),
                    "DB_PASS", details.password(),
                    "DATABASE_DIALECT", details.byEngine("postgresql", "mysql"),
                    "DATABASE_HOST", details.endpoint().host(),
                    "DATABASE_PORT", Integer.toString(details.endpoint().port()),
                    "DATABASE_DB", details.database().value(),
                    "DATABASE_USER", details.user(),
                    "DATABASE_PASSWORD", details.password()));

    private final String title;
    private final Set<Engine> engines;
    private final BiFunction<ConnectionDetails, ClientUrls, Map<String, String>> keys;
    private final NameRule names;

    Preset(String title, Set<Engine> engines, BiFunction<ConnectionDetails, ClientUrls, Map<String, String>> keys) {
        this(title, engines, NameRule.ANY, keys);
    }

    Preset(
            String title,
            Set<Engine> engines,
            NameRule names,
            BiFunction<ConnectionDetails, ClientUrls, Map<String, String>> keys) {
        this.title = title;
        this.engines = engines;
        this.names = names;
        this.keys = keys;
    }

    /** The preset that a spec names. */
    public static Optional<Preset> titled(String title) {
        return Arrays.stream(values())
                .filter(preset -> preset.title.equals(title))
                .findFirst();
    }

    /** As a spec names it. */
    public String title() {
        return title;
    }

    /** The engines that the product works with. */
    public Set<Engine> engines() {
        return engines;
    }

    List<String> violations(ConnectionDetails details) {
        if (!engines.contains(details.engine())) {
            return List.of(
                    "spec.secret.preset is %s, which does not work with %s; use Generic, or a server of another engine."
                            .formatted(title, details.flavor().productName()));
        }
        return details.searchPath().stream()
                .filter(schema -> !names.allows(schema))
                .map(schema ->
                        "spec.secret.preset is %s, which cannot name the schema \"%s\": %s; use Generic, or another name."
                                .formatted(title, schema, names.words()))
                .toList();
    }

    Map<String, String> keys(ConnectionDetails details, ClientUrls urls) {
        return keys.apply(details, urls);
    }
}
