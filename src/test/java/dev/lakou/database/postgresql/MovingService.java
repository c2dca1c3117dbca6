package dev.lakou.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.MovingWriters;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.database.move.MoveMethod;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.move.MoveOrder.MovedName;
import dev.lakou.database.move.SchemaTransfer;
import dev.lakou.database.postgresql.move.PostgresTransfers;
import dev.lakou.environment.PgDump;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A service that moves from one server to another, and what the operator does on its way. */
final class MovingService implements AutoCloseable {
    final PostgresUnderTest from;
    final PostgresUnderTest to;
    final TestSchema here;
    final TestSchema there;
    final SchemaTransfer transfer;
    private final MoveOrder order;
    private final SharedServer source;
    private final SharedServer target;

    MovingService(PostgresUnderTest from, PostgresUnderTest to, String schema, MoveMethod method) {
        this(from, to, schema, schema, method);
    }

    MovingService(PostgresUnderTest from, PostgresUnderTest to, String schema, String targetSchema, MoveMethod method) {
        this.from = from;
        this.to = to;
        this.source = from.open();
        this.target = to.open();
        source.bootstrap();
        target.bootstrap();
        this.here = TestSchema.of(source, schema, "mover").withLimit(20).ensure();
        this.there = TestSchema.of(target, targetSchema, "mover")
                .claimedBy(here.service().marker())
                .withPassword(here.password().value())
                .withLimit(20);
        this.order = new MoveOrder(
                here.service().marker(),
                List.of(new MovedName(here.schema(), there.schema())),
                Set.of(here.service().user()),
                method,
                "DatabaseServer own");
        this.transfer = open(from.configuration(), to.configuration());
    }

    /** The same move by another process, or by another way. */
    SchemaTransfer open(ServerConfiguration source, ServerConfiguration target) {
        return new PostgresTransfers(PgDump.program()).open(order, source, target);
    }

    /** Makes schema and roles at the target, where nobody comes in yet. */
    MovingService prepareTarget() throws SQLException {
        there.ensure();
        to.run("ALTER ROLE " + to.quoted(there.service().user()) + " NOLOGIN");
        return this;
    }

    void openTarget() throws SQLException {
        to.run("ALTER ROLE " + to.quoted(there.service().user()) + " LOGIN");
    }

    MovingWriters writers() {
        return new MovingWriters(here, from::connect, "INSERT INTO written (id) VALUES (?) ON CONFLICT DO NOTHING");
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

    String askTarget(String question) throws SQLException {
        try (var connection = to.connect(there.credential(), there.schema());
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    String askSource(String question) throws SQLException {
        try (var connection = from.connect(here.credential(), here.schema());
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** After a server has been started anew, each pooled connection to it fails once. */
    void forgetDeadConnections() {
        for (var server : List.of(source, target)) {
            for (var connection = 0; connection < to.configuration().maxConnections(); connection++) {
                try {
                    server.probe();
                } catch (DatabaseException e) {
                    assertThat(e.kind()).isEqualTo(DatabaseException.Kind.UNREACHABLE);
                }
            }
        }
    }

    /** What of a move is on a server besides the service's own. */
    static List<String> leftovers(PostgresUnderTest server) throws SQLException {
        return server.read(
                """
                SELECT 'slot ' || slot_name FROM pg_replication_slots UNION ALL SELECT 'publication ' || pubname FROM pg_publication
                UNION ALL SELECT 'subscription ' || subname FROM pg_subscription
                UNION ALL SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'lakou\\_mov%'
                UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname LIKE 'lakou\\_mov%'
                UNION ALL SELECT 'owner ' || rolname FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE rolname LIKE 'lakou\\_mov%'
                """);
    }

    /** Takes all of the service away from both servers. */
    @Override
    public void close() {
        transfer.close();
        here.remove();
        there.remove();
        source.close();
        target.close();
    }
}
