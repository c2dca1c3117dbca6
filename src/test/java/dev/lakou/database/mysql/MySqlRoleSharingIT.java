package dev.lakou.database.mysql;

import dev.lakou.database.RoleSharingContract;
import dev.lakou.database.TestSchema;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.model.Credential;
import dev.lakou.model.Grantee;
import dev.lakou.model.Identifier;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@WithMySqlServers
@NeedsServers({Part.DIALECT_MYSQL, Part.DIALECT_MARIADB_11_4})
@ParameterizedClass
@EnumSource(names = {"MYSQL", "MARIADB_11_4"})
class MySqlRoleSharingIT extends RoleSharingContract {
    private final MySqlUnderTest mysql;

    MySqlRoleSharingIT(MySqlUnderTest mysql) {
        super(mysql);
        this.mysql = mysql;
    }

    @Override
    protected void makeLogin(Credential login) throws SQLException {
        mysql.run("CREATE USER %s IDENTIFIED BY '%s'"
                .formatted(account(login), login.password().value()));
    }

    @Override
    protected void takeByHand(Credential login, TestSchema service) throws SQLException {
        mysql.run("REVOKE SELECT ON `%s`.* FROM %s"
                .formatted(service.schema().value().replace("_", "\\_"), account(login)));
    }

    @Override
    protected void dropLogin(Credential login) throws SQLException {
        mysql.run("DROP USER " + account(login));
    }

    /** By one host only, as a DBA would make it. */
    @Override
    protected Grantee grantee(Credential login) {
        return new Grantee(Optional.of(login.user()), Optional.of("127.0.0.1"));
    }

    @Override
    protected Grantee administrator() {
        return Grantee.of(new Identifier(ReadmeAdministrator.of(mysql).user()));
    }

    private static String account(Credential login) {
        return "'%s'@'127.0.0.1'".formatted(login.user());
    }
}
