package dev.lakou.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A PgBouncer, as Debian ships it, in front of one database for one login. */
public final class PgBouncer implements AutoCloseable {

    private static final Path DEBIANS = Path.of("/usr/sbin/pgbouncer"); // Only root has this folder on the PATH.

    private final int port;
    private final ChildProcess process;

    private PgBouncer(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Starts one in a mode, {@code session} or {@code transaction}; the caller closes it, or the end of the JVM does. */
    public static PgBouncer start(PostgresCluster cluster, String database, Login login, String mode) {
        var program = Files.exists(DEBIANS) ? DEBIANS.toString() : "pgbouncer";
        Command.run("pgbouncer", "install pgbouncer", List.of(program, "--version"));
        var port = FreePort.next();
        var configuration = configuration(cluster, database, login, mode, port);

        Progress.say("PgBouncer: starting it in %s mode on port %d".formatted(mode, port));
        var command = Unprivileged.command(List.of(program, configuration.toString()));
        var process = ChildProcess.start("pgbouncer-" + mode, command, Map.of(), "TERM");
        process.awaitReady(Patience.LIMIT, () -> answers(port, database, login));
        return new PgBouncer(port, process);
    }

    private static Path configuration(PostgresCluster cluster, String database, Login login, String mode, int port) {
        var folder = Watchdog.shared().temporaryFolder("pgbouncer");
        var users = folder.resolve("users");
        // Without ignoring extra_float_digits no pgjdbc gets through: PgBouncer's own documentation says so.
        var configuration =
                """
                [databases]
                %1$s = host=%2$s port=%3$d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %4$d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %5$s
                pool_mode = %6$s
                ignore_startup_parameters = extra_float_digits
                """
                        .formatted(database, cluster.host(), cluster.port(), port, users, mode);
        try {
            Files.writeString(users, "\"%s\" \"%s\"%n".formatted(login.user(), login.password()));
            return Files.writeString(folder.resolve("pgbouncer.ini"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port, String database, Login login) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        try (var connection = DriverManager.getConnection(url, login.user(), login.password())) {
            return connection.isValid(1);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.stop();
    }
}
