package dev.lakou.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.Readme;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.Login;
import dev.lakou.environment.MariaDbServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.WithOwnServers;
import dev.lakou.model.Credential;
import dev.lakou.model.Logins;
import dev.lakou.model.Password;
import dev.lakou.plan.Planner;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers whose settings are not those of a fresh one, all of them at once. */
@WithOwnServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource
class MySqlStrictServerIT {
    private final SpecialServer database;
    private final SharedServer server;

    MySqlStrictServerIT(Product product) throws SQLException {
        this.database = new SpecialServer(product.start.get());
        for (var sql : Readme.administrator("CREATE USER 'lakou_login'", "of the readme")) {
            database.run(product == Product.MYSQL ? sql : sql.replace("CONNECTION_ADMIN", "CONNECTION ADMIN"));
        }
        if (product == Product.MYSQL) {
            database.run("INSTALL COMPONENT 'file://component_validate_password'");
        }
        this.server = database.open(new Login("lakou_login", "of the readme"));
    }

    @BeforeEach
    void bootstrap() {
        server.bootstrap();
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    @Test
    void serveAllTheSame() throws SQLException {
        var service = TestSchema.of(server, "a\\'b\"c`d_%", "u\\'\"`_%").ensure();
        assertThat(service.actual()).isEqualTo(service.desired());
        assertThat(service.plan().describe()).isEmpty();
        assertThat(database.read("SELECT count(*) FROM lakou.marker WHERE kind = 'schema'"))
                .containsExactly("1");

        var next = new Credential(
                service.service().user(), new Password("another4Password"), Optional.of(service.password()));
        var rotated = service.desired(Logins.only(next).beside(next.user()));
        server.apply(Planner.plan(rotated, service.found(rotated).claim(rotated)));
        assertThat(server.rightPasswords(Set.of(service.credential(), next))).hasSize(2);
        var over = service.desired(Logins.only(next).after(next.user()));
        server.apply(Planner.plan(over, service.found(over).claim(over)));
        assertThat(server.rightPasswords(Set.of(service.credential()))).isEmpty();

        service.remove();
        assertThat(service.actual().roles()).isEmpty();
        assertThat(service.actual().schemas()).isEmpty();
        assertThat(database.read("SELECT name FROM lakou.marker")).isEmpty();
    }

    enum Product {
        MYSQL(() -> MySqlServer.start(List.of(
                "--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE,HIGH_NOT_PRECEDENCE",
                "--partial-revokes=ON",
                "--autocommit=0",
                "--init-connect=SET autocommit = 0, sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'",
                "--completion-type=CHAIN",
                "--transaction-isolation=SERIALIZABLE",
                "--disabled-storage-engines=MyISAM,MEMORY,ARCHIVE",
                "--sql-require-primary-key=ON",
                "--authentication-policy=caching_sha2_password",
                "--password-history=5",
                "--password-reuse-interval=365",
                "--password-require-current=ON",
                "--default-password-lifetime=30",
                "--plugin-load-add=group_replication.so",
                "--loose-group-replication-start-on-boot=OFF",
                "--loose-group-replication-single-primary-mode=OFF"))),
        MARIADB(() -> MariaDbServer.start(
                "11.4",
                List.of(
                        "--sql-mode=ORACLE,ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,EMPTY_STRING_IS_NULL",
                        "--old-mode=NO_DUP_KEY_WARNINGS_WITH_IGNORE,ZERO_DATE_TIME_CAST,UTF8_IS_UTF8MB3",
                        "--secure-auth=ON",
                        "--autocommit=0",
                        "--init-connect=SET autocommit = 0, sql_mode = 'ORACLE,NO_BACKSLASH_ESCAPES'",
                        "--completion-type=CHAIN",
                        "--transaction-isolation=SERIALIZABLE",
                        "--default-storage-engine=MyISAM",
                        "--default-password-lifetime=30",
                        "--log-bin",
                        "--character-set-server=latin1",
                        "--innodb-force-primary-key=ON")));

        private final Supplier<RunningDatabase> start;

        Product(Supplier<RunningDatabase> start) {
            this.start = start;
        }
    }
}
