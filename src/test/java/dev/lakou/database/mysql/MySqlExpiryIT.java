package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.plan.Planner;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that want passwords changed by people, which nobody does for a service. */
@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlExpiryIT {
    private final MySqlUnderTest mysql;
    private final SharedServer server;

    MySqlExpiryIT(MySqlUnderTest mysql) {
        this.mysql = mysql;
        this.server = mysql.open();
        server.bootstrap();
    }

    @BeforeEach
    void expirePasswordsAfter90Days() throws SQLException {
        mysql.run("SET GLOBAL default_password_lifetime = 90");
    }

    @AfterEach
    void close() throws SQLException {
        mysql.run("SET GLOBAL default_password_lifetime = 0");
        server.close();
    }

    @Test
    void letsAnAccountInHoweverOldItsPasswordIs() throws SQLException {
        var service = TestSchema.of(server, "old").ensure();

        age("old_user");

        assertThat(service.plan().describe()).isEmpty();
        assertThatItIsLetIn(service, service.credential());
    }

    @Test
    void mendsAnAccountWhosePasswordIsTooOld() throws SQLException {
        var service = TestSchema.of(server, "aged").ensure();
        mysql.run("ALTER USER aged_user PASSWORD EXPIRE DEFAULT");
        age("aged_user");
        assertThatItIsTurnedAway(service);

        var plan = service.plan().describe();
        service.ensure();

        assertThat(plan).containsExactly("withdraw EXPIRY from \"aged_user\"");
        assertThat(service.actual()).isEqualTo(service.desired());
        assertThatItIsLetIn(service, service.credential());
    }

    @Test
    void mendsAPasswordThatSomebodyDeclaredExpired() throws SQLException {
        var service = TestSchema.of(server, "declared").ensure();
        mysql.run("ALTER USER declared_user PASSWORD EXPIRE");
        assertThatItIsTurnedAway(service);

        service.ensure();

        assertThat(service.actual()).isEqualTo(service.desired());
        assertThatItIsLetIn(service, service.credential());
    }

    @Test
    void mendsBothPasswordsOfARotation() throws SQLException {
        var service = TestSchema.of(server, "both").ensure();
        var next = new Credential(
                service.service().user(), new Password("another4Password"), Optional.of(service.password()));
        var rotated = service.desired(Logins.only(next).beside(service.service().user()));
        server.apply(Planner.plan(rotated, service.found(rotated).claim(rotated)));
        mysql.run("ALTER USER both_user PASSWORD EXPIRE");

        server.apply(Planner.plan(rotated, service.found(rotated).claim(rotated)));

        assertThat(server.inspect(rotated).withoutCredentials()).isEqualTo(rotated.withoutCredentials());
        assertThatItIsLetIn(service, next);
        assertThatItIsLetIn(service, service.credential());
    }

    @Test
    void rotatesAnExpiredPassword() throws SQLException {
        var service = TestSchema.of(server, "turned").ensure();
        mysql.run("ALTER USER turned_user PASSWORD EXPIRE");
        var next = service.withPassword("another4Password");

        next.ensure();

        assertThat(next.actual()).isEqualTo(next.desired());
        assertThatItIsLetIn(next, next.credential());
    }

    private void age(String user) throws SQLException {
        mysql.run(
                mysql.flavor() == Flavor.MYSQL
                        ? "UPDATE mysql.user SET password_last_changed = now() - INTERVAL 100 DAY WHERE user = '" + user
                                + "'"
                        : "UPDATE mysql.global_priv SET priv = json_set(priv, '$.password_last_changed',"
                                + " unix_timestamp() - 8640000) WHERE user = '" + user + "'",
                "FLUSH PRIVILEGES");
    }

    private void assertThatItIsTurnedAway(TestSchema service) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> mysql.run(service, service.credential(), "SELECT 1"));
    }

    private void assertThatItIsLetIn(TestSchema service, Credential credential) {
        assertThatCode(() -> mysql.run(service, credential, "SELECT 1")).doesNotThrowAnyException();
    }
}
