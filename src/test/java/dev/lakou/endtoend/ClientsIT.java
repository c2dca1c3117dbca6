package dev.lakou.endtoend;

import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.clients.Catalog;
import dev.lakou.clients.Client;
import dev.lakou.clients.ClientMatrix;
import dev.lakou.clients.ClientTests;
import dev.lakou.clients.GivenSecret;
import dev.lakou.clients.Landing;
import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each client, with a Secret of the preset that is meant for it as the operator wrote it, on each server. */
class ClientsIT {
    private static final TestEnvironment ENVIRONMENT = TestEnvironment.shared();
    private static final int OLDEST = 14;
    private static final int NEWEST = 18;
    /** They insist on TLS unless they are told that there is none, as they are on all versions but the oldest. */
    private static final EnumSet<Client> INSIST_ON_TLS = EnumSet.of(Client.PQ, Client.MIGRATE_PQ);

    private static final String POOL = "pool: {size: 5, maxOverflow: 10, recycle: 1h, prePing: true}";

    @TestFactory
    @NeedsServers({
        Part.CONTROL_PLANE,
        Part.POSTGRESQL_14,
        Part.POSTGRESQL_15,
        Part.POSTGRESQL_16,
        Part.POSTGRESQL_17,
        Part.POSTGRESQL_18
    })
    Stream<DynamicTest> workInPostgresAsTheOwner() throws SQLException {
        var tests = Stream.<DynamicTest>of();
        for (var major = OLDEST; major <= NEWEST; major++) {
            var cluster = ENVIRONMENT.postgres(major);
            createDatabase(cluster);
            var clients = clientsOn(major);
            for (var secret : secrets(
                    cluster, Flavor.POSTGRESQL, Integer.toString(major), Catalog.ofPostgres(cluster, "clients"))) {
                tests = Stream.concat(tests, ClientTests.inTheMatrix(secret, clients));
            }
        }
        return tests;
    }

    /** All of them on the oldest and the newest version, and each on one of those between, in turns. */
    private static Set<Client> clientsOn(int major) {
        if (major == OLDEST) {
            return EnumSet.complementOf(INSIST_ON_TLS);
        }
        var between = NEWEST - OLDEST - 1;
        return EnumSet.copyOf(Stream.of(Client.values())
                .filter(client -> major == NEWEST || client.ordinal() % between == major - OLDEST - 1)
                .toList());
    }

    @TestFactory
    @NeedsServers({Part.CONTROL_PLANE, Part.MYSQL, Part.MARIADB_10_11, Part.MARIADB_11_4})
    Stream<DynamicTest> workInMySqlAndMariaDb() {
        var secrets = new ArrayList<GivenSecret>();
        secrets.addAll(secretsOfMySql(ENVIRONMENT.mySql(), Flavor.MYSQL, "9.7"));
        secrets.addAll(secretsOfMySql(ENVIRONMENT.mariaDb("10.11"), Flavor.MARIADB, "10.11"));
        secrets.addAll(secretsOfMySql(ENVIRONMENT.mariaDb("11.4"), Flavor.MARIADB, "11.4"));
        return ClientTests.inTheMatrix(secrets);
    }

    @AfterAll
    static void printTheTable() {
        System.out.println(ClientMatrix.shared().markdown());
    }

    private static List<GivenSecret> secretsOfMySql(RunningDatabase server, Flavor flavor, String version) {
        return secrets(server, flavor, version, Catalog.ofMySql(server));
    }

    private static List<GivenSecret> secrets(RunningDatabase server, Flavor flavor, String version, Catalog catalog) {
        var lakou = InstalledLakou.shared();
        var name = "clients-%s-%s"
                .formatted(flavor, version)
                .toLowerCase(Locale.ROOT)
                .replace('.', '-');
        lakou.adminSecret(name + "-admin", server.admin());
        lakou.manifests()
                .apply(
                        Integer.toString(OLDEST).equals(version)
                                ? Servers.open(name, server, "clients")
                                : Servers.openWithoutTls(name, server, "clients"));
        var team = new Team(lakou, name);
        return Client.presets(flavor).stream()
                .map(preset -> secret(team, name, flavor, version, preset, catalog))
                .toList();
    }

    private static GivenSecret secret(
            Team team, String server, Flavor flavor, String version, Preset preset, Catalog catalog) {
        var service = preset.title().toLowerCase(Locale.ROOT);
        var searchPath = flavor == Flavor.POSTGRESQL ? "searchPath: [public], " : "";
        team.apply(
                service,
                "serverRef: {name: %s}, schema: for_%s, connectionLimit: 15, %s%s, secret: {preset: %s}"
                        .formatted(server, service, searchPath, POOL, preset.title()));
        team.awaitReason(service, "Reconciled");
        var owner = team.status(service).map(ServiceSchemaStatus::owner);
        return new GivenSecret(
                flavor, version, preset, team.keys(service).values(), catalog, new Landing("for_" + service, owner));
    }

    private static void createDatabase(PostgresCluster cluster) throws SQLException {
        try (var connection = cluster.connect(cluster.admin(), "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE clients");
        }
    }
}
