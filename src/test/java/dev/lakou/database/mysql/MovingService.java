package dev.lakou.database.mysql;

import dev.lakou.database.MovingWriters;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.mysql.move.MySqlTransfers;
import dev.lakou.environment.Login;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A service that moves from one server to another, and what the operator does on its way. */
final class MovingService implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);

    final SpecialServer from;
    final SpecialServer to;
    final TestSchema here;
    final TestSchema there;
    final SchemaTransfer transfer;
    private final SharedServer source;
    private final SharedServer target;

    MovingService(SpecialServer from, SpecialServer to, String schema) throws SQLException {
        this.from = from;
        this.to = to;
        this.source = from.open();
        this.target = to.open();
        source.bootstrap();
        target.bootstrap();
        trustCreators(from, true);
        trustCreators(to, true);
        this.here =
                TestSchema.of(source, schema, schema + "_mover").withLimit(20).ensure();
        this.there = TestSchema.of(target, schema, schema + "_mover")
                .claimedBy(here.service().marker())
                .withPassword(here.password().value())
                .withLimit(20);
        this.transfer = open(MoveMethod.COPY, mover(from), mover(to));
    }

    /** As a server must that writes a binary log and lets services make triggers. */
    private static void trustCreators(SpecialServer server, boolean trusts) throws SQLException {
        if (server.flavor() == Flavor.MYSQL) {
            server.run("SET GLOBAL log_bin_trust_function_creators = " + trusts);
        }
    }

    /** The same move by another process. */
    SchemaTransfer open(MoveMethod method) throws SQLException {
        return open(method, mover(from), mover(to));
    }

    /** The same move by other administrators. */
    SchemaTransfer open(MoveMethod method, Login atSource, Login atTarget) {
        var order = new MoveOrder(
                here.service().marker(),
                List.of(new MovedName(here.schema())),
                Set.of(here.service().user()),
                method,
                "DatabaseServer own");
        return new MySqlTransfers().open(order, from.configuration(atSource), to.configuration(atTarget));
    }

    /** The administrator of the README, with the right that it names for moves. */
    private static Login mover(SpecialServer server) throws SQLException {
        var flavor = server.flavor();
        server.run("DROP USER IF EXISTS 'lakou_mover'");
        for (var statement : ReadmeAdministrator.statements(flavor)) {
            server.run(statement.replace("lakou_login", "lakou_mover"));
        }
        server.run("GRANT %s ON *.* TO 'lakou_mover'"
                .formatted(flavor == Flavor.MARIADB ? "SET USER" : "SET_ANY_DEFINER"));
        return new Login("lakou_mover", ReadmeAdministrator.PASSWORD);
    }

    /** Makes database and login at the target, where nobody comes in yet. */
    MovingService prepareTarget() throws SQLException {
        there.ensure();
        to.run("ALTER USER '%s' ACCOUNT LOCK".formatted(there.service().user()));
        return this;
    }

    void openTarget() throws SQLException {
        to.run("ALTER USER '%s' ACCOUNT UNLOCK".formatted(there.service().user()));
    }

    MovingWriters writers() {
        return new MovingWriters(here, from::connect, "INSERT IGNORE INTO written (id) VALUES (?)");
    }

    MovingService executeAtSource(String... statements) throws SQLException {
        try (var connection = from.connect(here.credential(), here.schema());
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    void writeAtTarget(String statement) throws SQLException {
        try (var connection = to.connect(there.credential(), there.schema());
                var writing = connection.createStatement()) {
            writing.execute(statement);
        }
    }

    String askTarget(String question) throws SQLException {
        return ask(to, there, question);
    }

    String askSource(String question) throws SQLException {
        return ask(from, here, question);
    }

    private static String ask(SpecialServer server, TestSchema service, String question) throws SQLException {
        try (var connection = server.connect(service.credential(), service.schema());
                var statement = connection.createStatement()) {
            statement.execute("SET group_concat_max_len = 100000000");
            try (var row = statement.executeQuery(question)) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Takes all of the service away from both servers. */
    @Override
    public void close() throws SQLException {
        transfer.close();
        here.remove();
        there.remove();
        trustCreators(from, false);
        trustCreators(to, false);
        source.close();
        target.close();
    }
}
