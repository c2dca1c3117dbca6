package dev.lakou.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.DatabaseServer;
import dev.lakou.environment.MySqlServer;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a server to which {@code Vault} and {@code vault} are one name, as on Azure, a schema has one owner all the same. */
@NeedsServers({Part.CONTROL_PLANE, Part.MYSQL})
class LowerCaseIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team OWNER = new Team(LAKOU, "lower-case-owner");
    private static final Team THIEF = new Team(LAKOU, "lower-case-thief");

    @Test
    void getsNobodyIntoAnothersSchemaByItsNameInUpperCase() throws SQLException {
        try (var server = MySqlServer.start(List.of("--lower-case-table-names=1"))) {
            LAKOU.adminSecret("folded-admin", server.admin());
            OWNER.applyServer("folded", Servers.fields("folded", server));
            OWNER.awaitServerReason("folded", "Reconciled");
            OWNER.apply("vault", "serverRef: {name: folded}, deletionPolicy: Delete");
            OWNER.awaitReason("vault", "Reconciled");
            var before = accounts(server);

            THIEF.apply("loot", "serverRef: {name: folded}, schema: Vault, user: loot");

            assertThat(THIEF.awaitReason("loot", "NameNotAllowed")).contains("Write it in lower case.");
            assertThat(accounts(server)).isEqualTo(before);
            assertThat(LAKOU.client()
                            .secrets()
                            .inNamespace(THIEF.namespace())
                            .withName("loot-database")
                            .get())
                    .isNull();
            THIEF.delete("loot");
            OWNER.keys("vault").connect().close();
            OWNER.delete("vault");
            LAKOU.client().resources(DatabaseServer.class).withName("folded").delete();
        }
    }

    /** Who is there, and who may do what with which database. */
    private static List<String> accounts(MySqlServer server) throws SQLException {
        var accounts = new ArrayList<String>();
        try (var connection = server.connect(server.admin(), "mysql");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT concat(user, '@', host) FROM mysql.user"
                        + " UNION ALL SELECT concat(user, ' on ', db) FROM mysql.db ORDER BY 1")) {
            while (rows.next()) {
                accounts.add(rows.getString(1));
            }
        }
        return accounts;
    }
}
