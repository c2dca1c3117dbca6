package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A PostgreSQL cluster of one major version with data of its own. */
public final class PostgresCluster implements RunningDatabase {

    private final int major;
    private final int port;
    private final Login admin;
    private final Path data;
    private final PostgresOptions options;
    private final ChildProcess process;

    private PostgresCluster(
            int major, int port, Login admin, Path data, PostgresOptions options, ChildProcess process) {
        this.major = major;
        this.port = port;
        this.admin = admin;
        this.data = data;
        this.options = options;
        this.process = process;
    }

    /** Makes and starts a cluster; the caller closes it, or the end of the JVM does. */
    public static PostgresCluster start(int major, PostgresOptions options) {
        return start(major, options, Map.of());
    }

    /** One whose clock is off by so much, such as {@code +1h}. */
    public static PostgresCluster startWithClock(int major, String offset) {
        return start(major, PostgresOptions.standard(), FakeClock.shifted(offset));
    }

    private static PostgresCluster start(int major, PostgresOptions options, Map<String, String> environment) {
        var name = "postgresql-" + major;
        var programs =
                ServerArchive.of("postgresql", String.valueOf(major)).unpacked().resolve("bin");
        var admin = Login.generated("postgres");
        var port = FreePort.next();

        Progress.say("PostgreSQL %d: making a cluster and starting it on port %d".formatted(major, port));
        return launch(major, port, admin, initialised(name, programs, admin), options, environment);
    }

    private static PostgresCluster launch(
            int major, int port, Login admin, Path data, PostgresOptions options, Map<String, String> environment) {
        var programs =
                ServerArchive.of("postgresql", String.valueOf(major)).unpacked().resolve("bin");
        var command = new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        settings(port, options).forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        // INT ends its sessions too.
        var process = ChildProcess.start(
                "postgresql-" + major,
                options.disk().map(disk -> disk.command(command)).orElseGet(() -> Unprivileged.command(command)),
                environment,
                "INT");
        var cluster = new PostgresCluster(major, port, admin, data, options, process);
        process.awaitReady(Patience.LIMIT, () -> cluster.answers("postgres"));
        return cluster;
    }

    /** A replica of the same settings that follows this cluster, which rests for a moment to be copied; the caller closes it. */
    public PostgresCluster replica() throws IOException {
        close();
        var copy = Watchdog.shared().temporaryFolder("postgresql-replica").resolve("data");
        try (var files = Files.walk(data)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(data.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        startAgain();
        Files.createFile(copy.resolve("standby.signal"));
        var follows = "host=%s port=%d user=%s password=%s".formatted(host(), port, admin.user(), admin.password());
        return launch(major, FreePort.next(), admin, copy, options.with("primary_conninfo", follows), Map.of());
    }

    private static Path initialised(String name, Path programs, Login admin) {
        var folder = Watchdog.shared().temporaryFolder(name);
        var data = folder.resolve("data");
        var password = folder.resolve("password");
        try {
            Files.writeString(password, admin.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var initdb = List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + admin.user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync");
        Command.run(
                name + "-initdb",
                "run the tests as an ordinary user if this root may not make user namespaces",
                Unprivileged.command(initdb));
        return data;
    }

    private static Map<String, String> settings(int port, PostgresOptions options) {
        var all = new TreeMap<>(Map.of(
                "port", String.valueOf(port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "fsync", "off",
                "full_page_writes", "off",
                "synchronous_commit", "off"));
        all.putAll(options.settings());
        return all;
    }

    public int major() {
        return major;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Login admin() {
        return admin;
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port, database);
    }

    @Override
    public Path log() {
        return process.log();
    }

    @Override
    public void startAgain() {
        process.startAgain();
        process.awaitReady(Patience.LIMIT, () -> answers("postgres"));
    }

    /** Lets in who these lines of pg_hba.conf say, from now on. */
    public void admit(String... lines) throws IOException, SQLException {
        Files.write(data.resolve("pg_hba.conf"), List.of(lines));
        try (var connection = connect(admin, "postgres");
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** Starts it again after {@link #close()} as a hot standby, which answers questions and refuses changes. */
    public void startAsStandby() throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        startAgain();
    }

    /** Lets the next start make it a primary again. */
    public void promoteAtNextStart() throws IOException {
        Files.delete(data.resolve("standby.signal"));
    }

    @Override
    public void close() {
        process.stop();
    }
}
