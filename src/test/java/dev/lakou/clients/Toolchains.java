package dev.lakou.clients;

import dev.lakou.environment.Command;
import dev.lakou.environment.EnvironmentMissingException;
import dev.lakou.environment.Progress;
import dev.lakou.environment.UserCache;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the tools ready: what a lock file names is fetched once per user, under a key made of that file. */
final class Toolchains {
    private static final Path PROGRAMS = Path.of("src", "test", "clients").toAbsolutePath();

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private Toolchains() {}

    static Toolchain shell() {
        Command.run("psql", "install postgresql-client", List.of("psql", "--version"));
        return toolchain("shell", Map.of(), "sh");
    }

    static Toolchain python() {
        var requirements = PROGRAMS.resolve("python/requirements.txt");
        var environment = UserCache.findOrMake("clients-python-" + Digest.of(requirements), folder -> {
            Progress.say("Python: making an environment with the clients of requirements.txt, once for this user");
            Command.run("python-venv", "install python3-venv", List.of("python3", "-m", "venv", folder.toString()));
            Command.run(
                    "python-clients",
                    "see that pip reaches a package index",
                    List.of(python(folder), "-m", "pip", "install", "--quiet", "-r", requirements.toString()));
        });
        return toolchain("python", Map.of("PYTHONDONTWRITEBYTECODE", "1"), python(environment));
    }

    static Toolchain node() {
        var lock = PROGRAMS.resolve("node/package-lock.json");
        var folder = UserCache.findOrMake("clients-node-" + Digest.of(lock), made -> {
            Progress.say("Node: fetching the clients of package-lock.json, once for this user");
            Files.copy(lock, made.resolve("package-lock.json"));
            Files.copy(lock.resolveSibling("package.json"), made.resolve("package.json"));
            Command.run(
                    "node-clients",
                    "install npm, and see that it reaches a registry",
                    List.of("npm", "ci", "--prefix", made.toString(), "--no-audit", "--no-fund"));
        });
        return toolchain(
                "node", Map.of("NODE_PATH", folder.resolve("node_modules").toString()), "node");
    }

    static Toolchain go() {
        var source = PROGRAMS.resolve("go");
        var key = "clients-go-"
                + Digest.of(Stream.of("go.mod", "go.sum", "main.go", "migrate.go", "pgx.go", "pq.go")
                        .map(source::resolve)
                        .toArray(Path[]::new));
        var folder = UserCache.findOrMake(key, made -> {
            Progress.say("Go: building the client, once for this user");
            Command.run(
                    "go-client",
                    "install Go 1.21 or newer, and see that it reaches a module proxy",
                    List.of(
                            "go",
                            "build",
                            "-C",
                            source.toString(),
                            "-o",
                            made.resolve("client").toString(),
                            "."));
        });
        return toolchain("go", Map.of(), folder.resolve("client").toString());
    }

    static Toolchain php() {
        Command.run(
                "php",
                "install php-cli, php-mysql and php-pgsql",
                List.of("php", "-r", "exit(extension_loaded('pdo_pgsql') && extension_loaded('mysqli') ? 0 : 1);"));
        return toolchain("php", Map.of(), "php");
    }

    static Toolchain pgjdbc() {
        return java(jarOf("jdbc:postgresql:"));
    }

    static Toolchain connectorJ() {
        return java(jarOf("jdbc:mysql:"));
    }

    static Toolchain mariaDbConnectorJ() {
        var jar = Path.of("target", "clients", "mariadb-java-client.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new EnvironmentMissingException(
                    "MariaDB Connector/J", jar.toString(), "run mvn dependency:copy@server-binaries once");
        }
        return java(jar.toString());
    }

    static Toolchain r2dbc() {
        var drivers = PROGRAMS.resolve("java/r2dbc.xml");
        var jars = UserCache.findOrMake("clients-r2dbc-" + Digest.of(drivers), made -> {
            Progress.say("Java: fetching the drivers of r2dbc.xml, once for this user");
            Command.run(
                    "r2dbc-drivers",
                    "install Maven, and see that it reaches a repository",
                    List.of(
                            "mvn",
                            "--quiet",
                            "--batch-mode",
                            "--file",
                            drivers.toString(),
                            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                            "-DoutputDirectory=" + made));
        });
        return java("R2dbcClient.java", jars + File.separator + "*");
    }

    private static Toolchain java(String driver) {
        return java("JdbcClient.java", driver);
    }

    private static Toolchain java(String program, String drivers) {
        var source = PROGRAMS.resolve("java").resolve(program);
        var classes = UserCache.findOrMake(
                "clients-java-" + Digest.of(source),
                made -> Command.run(
                        "java-client",
                        "install a JDK, not a JRE",
                        List.of(
                                JAVA.resolve("javac").toString(),
                                "--release",
                                "17",
                                "-cp",
                                drivers,
                                "-d",
                                made.toString(),
                                source.toString())));
        return toolchain(
                "java", Map.of(), JAVA.resolve("java").toString(), "-cp", drivers + File.pathSeparator + classes);
    }

    private static String jarOf(String url) {
        try {
            var driver = DriverManager.getDriver(url).getClass();
            return driver.getProtectionDomain().getCodeSource().getLocation().getPath();
        } catch (SQLException e) {
            throw new IllegalStateException("No driver on the class path takes " + url, e);
        }
    }

    private static String python(Path environment) {
        return environment.resolve("bin/python").toString();
    }

    private static Toolchain toolchain(String language, Map<String, String> environment, String... command) {
        return new Toolchain(PROGRAMS.resolve(language), List.of(command), environment);
    }
}
