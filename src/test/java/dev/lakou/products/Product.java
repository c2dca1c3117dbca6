package dev.lakou.products;

import static dev.lakou.products.Site.MARIADB;
import static dev.lakou.products.Site.MYSQL;
import static dev.lakou.products.Site.POSTGRESQL_14;
import static dev.lakou.products.Site.POSTGRESQL_15;
import static dev.lakou.products.Site.POSTGRESQL_18;

import dev.lakou.connection.Preset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is run, with which preset, on which servers. */
@SuppressWarnings("ImmutableEnumChecker") // List.of.
enum Product {
    LANGFLOW(
            "Langflow",
            Preset.LANGFLOW,
            "pool: {size: 8, maxOverflow: 8}, connectionLimit: 20",
            POSTGRESQL_15,
            POSTGRESQL_18),
    SUPERSET("Superset", Preset.SUPERSET, POSTGRESQL_14, POSTGRESQL_18),
    EASYAPPOINTMENTS("EasyAppointments", Preset.EASY_APPOINTMENTS, MYSQL, MARIADB),
    ALEMBIC("Alembic", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18),
    ALEMBIC_ASYNC("Alembic, async template", Preset.SQL_ALCHEMY_ASYNC, POSTGRESQL_14, POSTGRESQL_18),
    DJANGO("Django", Preset.DJANGO, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    RAILS("Rails of Debian 12", Preset.RAILS, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    LARAVEL("Laravel", Preset.LARAVEL, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    SPRING("Spring Boot, Hibernate", Preset.SPRING, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    QUARKUS("Quarkus, Hibernate", Preset.QUARKUS, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    FLYWAY("Flyway", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    LIQUIBASE("Liquibase", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    GOLANG_MIGRATE("golang-migrate", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    GOOSE("goose", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    PRISMA("Prisma", Preset.PRISMA, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    KNEX("Knex", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    TYPEORM("TypeORM", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL),
    SEQUELIZE("Sequelize", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB),
    DRIZZLE("Drizzle", Preset.GENERIC, POSTGRESQL_14, POSTGRESQL_18, MYSQL, MARIADB);

    private final String label;
    private final Preset preset;
    private final String fields;
    private final List<Site> sites;

    Product(String label, Preset preset, Site... sites) {
        this(label, preset, "connectionLimit: 15", sites);
    }

    Product(String label, Preset preset, String fields, Site... sites) {
        this.label = label;
        this.preset = preset;
        this.fields = fields;
        this.sites = List.of(sites);
    }

    /** All, or those that {@code -Dlakou.products=KNEX,FLYWAY} names. */
    static Stream<Product> chosen() {
        var names = System.getProperty("lakou.products", "");
        return names.isBlank()
                ? Arrays.stream(values())
                : Arrays.stream(names.split(",")).map(Product::valueOf);
    }

    /** As its makers write it. */
    String label() {
        return label;
    }

    /** Of its folder, and of its resource. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String schema() {
        return name().toLowerCase(Locale.ROOT);
    }

    Preset preset() {
        return preset;
    }

    /** The other fields of its ServiceSchema, as YAML in one line. */
    String fields() {
        return fields;
    }

    List<Site> sites() {
        return sites;
    }
}
