package dev.lakou.environment;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A MySQL server with data of its own; it offers TLS. */
public final class MySqlServer implements RunningDatabase {

    private final int port;
    private final Login admin;
    private final ChildProcess process;

    private MySqlServer(int port, Login admin, ChildProcess process) {
        this.port = port;
        this.admin = admin;
        this.process = process;
    }

    /** Makes and starts a server; the caller closes it, or the end of the JVM does. */
    public static MySqlServer start() {
        return start(List.of());
    }

    /** One with options of its own, which go before those that all servers have. */
    public static MySqlServer start(List<String> more) {
        return start(more, Map.of());
    }

    /** One whose clock is off by so much, such as {@code +1h}. */
    public static MySqlServer startWithClock(String offset) {
        return start(List.of(), FakeClock.shifted(offset));
    }

    /** A replica that follows this server from now on; the caller closes it. */
    public MySqlServer replica() throws SQLException {
        var replica = start(List.of("--server-id=2"));
        MySqlReplication.MYSQL.begin(this, replica);
        return replica;
    }

    private static MySqlServer start(List<String> more, Map<String, String> environment) {
        var programs = MySqlPackages.unpacked();
        var folder = Watchdog.shared().temporaryFolder("mysql");
        var admin = Login.generated("admin");
        var port = FreePort.next();

        Progress.say("MySQL: making a server and starting it on port %d".formatted(port));
        var data = folder.resolve("data");
        // The one option that data are made for.
        var names = more.stream()
                .filter(option -> option.startsWith("--lower-case-table-names="))
                .toList();
        FreshData.copy(
                "mysql-initialised" + String.join("", names),
                data,
                made -> initialise(Command.of(mysqld(programs, made, folder), names)));
        var mysqld = mysqld(programs, data, folder);
        var options = Command.of(
                List.of("--mysqlx=OFF"),
                MySqlSettings.common(folder, port, admin, "DROP USER IF EXISTS 'root'@'localhost'"));
        var command = Command.of(Command.of(mysqld, options), more);
        var process = ChildProcess.start("mysql", command, environment, "TERM");
        var server = new MySqlServer(port, admin, process);
        process.awaitReady(Patience.LIMIT, () -> server.answers("mysql"));
        return server;
    }

    private static List<String> mysqld(Path programs, Path data, Path temporary) {
        // What is written anew in turns is copied with the data: a hundred megabytes unless told otherwise.
        var options = List.of("--datadir=" + data, "--tmpdir=" + temporary, "--innodb-redo-log-capacity=8M");
        return Command.of(MySqlPackages.mysqld(programs), options);
    }

    private static void initialise(List<String> mysqld) {
        var options = List.of("--initialize-insecure", "--user=" + System.getProperty("user.name"));
        Command.run("mysql-initialize", "free disk space, or read the log", Command.of(mysqld, options));
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
