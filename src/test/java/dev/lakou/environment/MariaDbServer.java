package dev.lakou.environment;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A MariaDB server of one version with data of its own; it offers TLS. */
public final class MariaDbServer implements RunningDatabase {

    private final String version;
    private final int port;
    private final Login admin;
    private final ChildProcess process;

    private MariaDbServer(String version, int port, Login admin, ChildProcess process) {
        this.version = version;
        this.port = port;
        this.admin = admin;
        this.process = process;
    }

    /** Makes and starts a server of a version such as 10.11 or 11.4; the caller closes it, or the end of the JVM does. */
    public static MariaDbServer start(String version) {
        return start(version, List.of());
    }

    /** One with options of its own, which go before those that all servers have. */
    public static MariaDbServer start(String version, List<String> more) {
        return start(version, more, Map.of());
    }

    /** One whose clock is off by so much, such as {@code +1h}; without TLS, as it would find no certificate valid yet. */
    public static MariaDbServer startWithClock(String version, String offset) {
        return start(version, List.of("--skip-ssl"), FakeClock.shifted(offset));
    }

    /** A replica that follows this server, which must write a log for it, from now on; the caller closes it. */
    public MariaDbServer replica() throws SQLException {
        var replica = start(version, List.of("--server-id=2"));
        MySqlReplication.MARIADB.begin(this, replica);
        return replica;
    }

    private static MariaDbServer start(String version, List<String> more, Map<String, String> environment) {
        var name = "mariadb-" + version;
        var programs = ServerArchive.of("mariadb", version).unpacked();
        var folder = Watchdog.shared().temporaryFolder(name);
        var admin = Login.generated("admin");
        var port = FreePort.next();

        Progress.say("MariaDB %s: making a server and starting it on port %d".formatted(version, port));
        var data = folder.resolve("data");
        FreshData.copy(name + "-installed", data, made -> install(name, programs, places(programs, made, folder)));
        var places = places(programs, data, folder);
        var command = Command.of(
                Command.of(List.of(programs.resolve("bin/mariadbd").toString()), places),
                MySqlSettings.common(folder, port, admin, "DELETE FROM mysql.global_priv WHERE User = 'root'"));
        var process = ChildProcess.start(name, Command.of(command, more), environment, "TERM");
        var server = new MariaDbServer(version, port, admin, process);
        process.awaitReady(Patience.LIMIT, () -> server.answers("mysql"));
        return server;
    }

    private static List<String> places(Path programs, Path data, Path temporary) {
        return List.of(
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                "--tmpdir=" + temporary, // A server that starts removes the temporary files of all others there.
                "--innodb-log-file-size=8M"); // It is copied with the data: a hundred megabytes unless told otherwise.
    }

    private static void install(String name, Path programs, List<String> places) {
        var script =
                List.of("sh", programs.resolve("scripts/mariadb-install-db").toString());
        var options = List.of("--user=" + System.getProperty("user.name"), "--skip-test-db", "--skip-name-resolve");
        Command.run(
                name + "-install",
                "install the library that the log names",
                Command.of(Command.of(script, places), options));
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Login admin() {
        return admin;
    }

    /** A URL for the driver of MySQL, which is the one that the operator has. */
    @Override
    public String jdbcUrl(String database) {
        return MySqlSettings.jdbcUrl(host(), port, database);
    }

    @Override
    public Path log() {
        return process.log();
    }

    @Override
    public void startAgain() {
        process.startAgain();
        process.awaitReady(Patience.LIMIT, () -> answers("mysql"));
    }

    @Override
    public void close() {
        process.stop();
    }
}
