package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.SharedServerContract;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Session;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_10_11, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlServerIT extends SharedServerContract {
    private final MySqlUnderTest mysql;

    MySqlServerIT(MySqlUnderTest mysql) {
        super(mysql);
        this.mysql = mysql;
    }

    @Test
    void saysWhatItIs() {
        var report = server.probe();

        assertThat(report.flavor()).isEqualTo(mysql.flavor());
        assertThat(report.superuser()).isFalse();
        assertThat(report.maxConnections()).isEqualTo(200);
    }

    @Test
    void findsTheSessionThatTheServiceWillHave() {
        var service = TestSchema.of(server, "session").ensure();

        assertThat(service.actual().sessions())
                .containsExactly(
                        new Session(service.service().user(), service.service().user(), Optional.of(service.schema())));
    }

    @Test
    void letsTheServiceUseAllThatASchemaCanHold() throws Exception {
        var service = TestSchema.of(server, "work").ensure();
        // Where a server writes a binary log, a trigger needs this, or SUPER.
        mysql.run("SET GLOBAL log_bin_trust_function_creators = 1");
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE names (id INT PRIMARY KEY AUTO_INCREMENT, name TEXT)");
            statement.execute("INSERT INTO names (name) VALUES ('Lakou 🏡')");
            statement.execute("CREATE VIEW all_names AS SELECT name FROM names");
            statement.execute(
                    "CREATE TRIGGER shout BEFORE INSERT ON names FOR EACH ROW SET NEW.name = UPPER(NEW.name)");
            statement.execute("CREATE PROCEDURE names_of_all() SELECT name FROM all_names");
            statement.execute("CREATE TEMPORARY TABLE some_names AS SELECT name FROM names");

            var rows = statement.executeQuery("CALL names_of_all()");

            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("Lakou 🏡");
        }
    }

    @Test
    void hidesTheBookkeepingFromServices() {
        var service = TestSchema.of(server, "curious").ensure();

        assertRefused(service, "DELETE FROM lakou.marker");
        assertRefused(service, "SELECT * FROM lakou.marker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER USER 'drift_user'@'%' WITH MAX_USER_CONNECTIONS 99",
                "ALTER USER 'drift_user'@'%' ACCOUNT LOCK",
                "REVOKE SELECT, EVENT ON `drift`.* FROM 'drift_user'@'%'",
                "DROP USER 'drift_user'@'%'",
                "DROP DATABASE drift"
            })
    void mendsWhatWasChangedByHand(String change) throws Exception {
        var service = TestSchema.of(server, "drift").ensure();
        mysql.run(change);

        var plan = service.plan();
        service.ensure();

        assertThat(plan.isEmpty()).isFalse();
        assertThat(service.strangers()).isEmpty();
        assertThat(service.actual()).isEqualTo(service.desired());
    }

    @Test
    void goesOnAfterACrashBetweenTwoStatements() throws Exception {
        try (var connection = mysql.database().connect(mysql.database().admin(), "")) {
            var dialect = MySqlDialect.of(connection);
            var statements = dialect.of(TestSchema.of(server, "crash").plan().changes());
            for (var made = 0; made <= statements.size(); made++) {
                var service = TestSchema.of(server, "crash_" + made);
                for (var statement : dialect.of(service.plan().changes()).subList(0, made)) {
                    statement.execute(connection);
                }

                var strangers = service.strangers();
                service.ensure();

                assertThat(strangers).isEmpty();
                assertThat(service.actual()).isEqualTo(service.desired());
                service.remove();
            }
        }
    }

    @Test
    void tellsAndLeavesStrangers() throws Exception {
        mysql.run(
                "CREATE DATABASE IF NOT EXISTS strange",
                "CREATE USER IF NOT EXISTS 'strange_user'@'%' IDENTIFIED BY 'secret'");
        var strange = TestSchema.of(server, "strange");
        var before = mysql.inventory();

        assertThat(strange.strangers())
                .containsExactly(
                        "role \"strange_user\" without a marker of Lakou",
                        "schema \"strange\" without a marker of Lakou");
        strange.remove();
        assertThat(mysql.inventory()).isEqualTo(before);
    }

    @Test
    void namesWhatOtherSchemasHoldOfOne() throws Exception {
        var held = TestSchema.of(server, "held").ensure();
        TestSchema.of(server, "holder").ensure();
        mysql.run(
                "CREATE TABLE held.parent (id INT PRIMARY KEY)",
                "CREATE TABLE holder.child (id INT, CONSTRAINT parent FOREIGN KEY (id) REFERENCES held.parent (id))",
                "CREATE VIEW holder.seen AS SELECT id FROM held.parent",
                "CREATE VIEW held.own AS SELECT id FROM held.parent",
                "CREATE VIEW holder.stranger AS SELECT held.id FROM holder.child AS held");

        assertThat(server.dependents(held.schema()))
                .containsExactly("foreign key parent of holder.child", "view holder.seen");
        mysql.run("DROP DATABASE holder");
    }
}
