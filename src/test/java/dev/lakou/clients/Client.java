package dev.lakou.clients;

import static dev.lakou.connection.Preset.DJANGO;
import static dev.lakou.connection.Preset.EASY_APPOINTMENTS;
import static dev.lakou.connection.Preset.GENERIC;
import static dev.lakou.connection.Preset.LANGFLOW;
import static dev.lakou.connection.Preset.SPRING;
import static dev.lakou.connection.Preset.SQL_ALCHEMY_ASYNC;
import static dev.lakou.database.ServerReport.Flavor.MARIADB;
import static dev.lakou.database.ServerReport.Flavor.MYSQL;
import static dev.lakou.database.ServerReport.Flavor.POSTGRESQL;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clients: what they are called, which Secret is meant for them, and how they are run. */
@SuppressWarnings("ImmutableEnumChecker") // Its collections are copies that nobody changes.
public enum Client {
    PSQL("psql", GENERIC, on(POSTGRESQL), Tool.SHELL, "psql-url.sh"),
    PSQL_PG_KEYS("psql by PG* keys", GENERIC, on(POSTGRESQL), Tool.SHELL, "psql.sh"),
    PSYCOPG("psycopg 3", GENERIC, on(POSTGRESQL), Tool.PYTHON, "psycopg3.py"),
    PSYCOPG2("psycopg2", GENERIC, on(POSTGRESQL), Tool.PYTHON, "psycopg2_client.py"),
    ASYNCPG("asyncpg", GENERIC, on(POSTGRESQL), Tool.PYTHON, "asyncpg_client.py"),
    SQLALCHEMY(
            "SQLAlchemy + psycopg", GENERIC, on(POSTGRESQL), Tool.PYTHON, "sqlalchemy_sync.py", "DATABASE_URL_PSYCOPG"),
    SQLALCHEMY_PSYCOPG2(
            "SQLAlchemy + psycopg2", GENERIC, on(POSTGRESQL), Tool.PYTHON, "sqlalchemy_sync.py", "DATABASE_URL"),
    SQLALCHEMY_ASYNC_PSYCOPG(
            "SQLAlchemy async + psycopg",
            GENERIC,
            on(POSTGRESQL),
            Tool.PYTHON,
            "sqlalchemy_async.py",
            "DATABASE_URL_PSYCOPG"),
    SQLALCHEMY_ASYNCPG(
            "SQLAlchemy async + asyncpg",
            GENERIC,
            on(POSTGRESQL),
            Tool.PYTHON,
            "sqlalchemy_async.py",
            "DATABASE_URL_ASYNCPG"),
    SQLALCHEMY_POOL(
            "SQLAlchemy async + asyncpg, DB_POOL_*",
            SQL_ALCHEMY_ASYNC,
            on(POSTGRESQL),
            Tool.PYTHON,
            "sqlalchemy_pool.py"),
    ALEMBIC_OPTIONS(
            "Alembic, set_main_option",
            SQL_ALCHEMY_ASYNC,
            on(POSTGRESQL),
            Tool.PYTHON,
            "alembic_client.py",
            "alembic_options"),
    ALEMBIC_ENGINE(
            "Alembic, create_engine", GENERIC, on(POSTGRESQL), Tool.PYTHON, "alembic_client.py", "alembic_engine"),
    LANGFLOW_ENGINE("SQLAlchemy as Langflow sets it up", LANGFLOW, on(POSTGRESQL), Tool.PYTHON, "langflow_engine.py"),
    DJANGO_POSTGRESQL("Django + dj-database-url", DJANGO, on(POSTGRESQL), Tool.PYTHON, "django_client.py"),
    NODE_PG("node-pg", GENERIC, on(POSTGRESQL), Tool.NODE, "pg.js"),
    PG8000("pg8000", GENERIC, on(POSTGRESQL), Tool.PYTHON, "pg8000_client.py"),
    SQLALCHEMY_PG8000("SQLAlchemy + pg8000", GENERIC, on(POSTGRESQL), Tool.PYTHON, "sqlalchemy_pg8000.py"),
    PGX("Go pgx", GENERIC, on(POSTGRESQL), Tool.GO, "pgx"),
    PQ("Go lib/pq", GENERIC, on(POSTGRESQL), Tool.GO, "pq"),
    MIGRATE_PGX5("golang-migrate, pgx5", GENERIC, on(POSTGRESQL), Tool.GO, "pgx5"),
    MIGRATE_PQ("golang-migrate, postgres", GENERIC, on(POSTGRESQL), Tool.GO, "postgres"),
    R2DBC("R2DBC", GENERIC, on(POSTGRESQL, MYSQL, MARIADB), Tool.R2DBC, "R2dbcClient"),
    PGJDBC("pgjdbc", GENERIC, on(POSTGRESQL), Tool.PGJDBC, "JdbcClient", "JDBC_DATABASE"),
    PGJDBC_SPRING("pgjdbc", SPRING, on(POSTGRESQL), Tool.PGJDBC, "JdbcClient", "SPRING_DATASOURCE"),
    PDO("PHP PDO", GENERIC, on(POSTGRESQL, MYSQL, MARIADB), Tool.PHP, "pdo.php"),
    PYMYSQL("PyMySQL", GENERIC, on(MYSQL, MARIADB), Tool.PYTHON, "pymysql_client.py"),
    SQLALCHEMY_PYMYSQL(
            "SQLAlchemy + PyMySQL",
            GENERIC,
            on(MYSQL, MARIADB),
            Tool.PYTHON,
            "sqlalchemy_sync.py",
            "DATABASE_URL_PYMYSQL"),
    SQLALCHEMY_AIOMYSQL(
            "SQLAlchemy async + aiomysql",
            SQL_ALCHEMY_ASYNC,
            on(MYSQL, MARIADB),
            Tool.PYTHON,
            "sqlalchemy_async.py",
            "DATABASE_URL"),
    NODE_MYSQL2("node mysql2", GENERIC, on(MYSQL, MARIADB), Tool.NODE, "mysql2.js"),
    CONNECTOR_J("MySQL Connector/J", GENERIC, on(MYSQL, MARIADB), Tool.CONNECTOR_J, "JdbcClient", "JDBC_DATABASE"),
    MARIADB_CONNECTOR_J(
            "MariaDB Connector/J", GENERIC, on(MARIADB), Tool.MARIADB_CONNECTOR_J, "JdbcClient", "JDBC_DATABASE"),
    CONNECTOR_J_SPRING("MySQL Connector/J", SPRING, on(MYSQL), Tool.CONNECTOR_J, "JdbcClient", "SPRING_DATASOURCE"),
    MARIADB_CONNECTOR_J_SPRING(
            "MariaDB Connector/J", SPRING, on(MARIADB), Tool.MARIADB_CONNECTOR_J, "JdbcClient", "SPRING_DATASOURCE"),
    MYSQLI("PHP mysqli as in EasyAppointments", EASY_APPOINTMENTS, on(MYSQL, MARIADB), Tool.PHP, "mysqli.php");

    private final String title;
    private final Preset preset;
    private final Set<Flavor> flavors;
    private final Tool tool;
    private final List<String> arguments;

    Client(String title, Preset preset, Set<Flavor> flavors, Tool tool, String... arguments) {
        this.title = title;
        this.preset = preset;
        this.flavors = Set.copyOf(flavors);
        this.tool = tool;
        this.arguments = List.of(arguments);
    }

    /** The clients that a Secret of this preset is meant for. */
    public static List<Client> of(Preset preset, Flavor flavor) {
        return Arrays.stream(values())
                .filter(client -> client.preset == preset && client.flavors.contains(flavor))
                .toList();
    }

    /** The presets that some client is meant for. */
    public static Set<Preset> presets(Flavor flavor) {
        var presets = EnumSet.noneOf(Preset.class);
        Arrays.stream(values())
                .filter(client -> client.flavors.contains(flavor))
                .forEach(client -> presets.add(client.preset));
        return presets;
    }

    public String title() {
        return title;
    }

    Program program(Map<String, String> environment) {
        return tool.toolchain().program(arguments, environment);
    }

    private static Set<Flavor> on(Flavor first, Flavor... others) {
        return EnumSet.of(first, others);
    }
}
