package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.api.DatabaseServer;
import dev.lakou.api.DatabaseServerStatus;
import dev.lakou.api.ServiceSchema;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionBudgetTest {
    private static final DatabaseServer SERVER = server("connectionBudget: 30, defaults: {connectionLimit: 15}");
    private static final ServiceSchema OLDEST = schema("oldest", "2026-01-01T00:00:00Z", "");
    private static final ServiceSchema NEWEST = schema("newest", "2026-03-01T00:00:00Z", ", connectionLimit: 16");

    @Test
    void servesWhoeverFits() {
        var last = schema("last", "2026-02-01T00:00:00Z", "");

        assertThatCode(() -> check(last, SERVER, tenants(SERVER, OLDEST, last))).doesNotThrowAnyException();
    }

    @Test
    void refusesTheNewestWithItsArithmetic() {
        assertThatThrownBy(() -> check(NEWEST, SERVER, tenants(SERVER, NEWEST, OLDEST)))
                .isInstanceOf(StalledException.class)
                .hasMessage(
                        "15 connections promised to 1 other tenants of DatabaseServer \"engarde\" + 16 wanted here"
                                + " = 31; its connectionBudget is 30. Lower spec.connectionLimit to 15 or less, or raise the connectionBudget.");
    }

    @Test
    void doesNotHoldTheNewestAgainstTheOldest() {
        assertThatCode(() -> check(OLDEST, SERVER, tenants(SERVER, NEWEST, OLDEST)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAServiceWithoutALimit() {
        var server = server("connectionBudget: 30");

        assertThatThrownBy(() -> check(OLDEST, server, tenants(server, OLDEST)))
                .hasMessageContaining("Set spec.connectionLimit");
    }

    @Test
    void countsEveryUserOfAService() {
        var several = schema(
                "several",
                "2026-02-01T00:00:00Z",
                ", connectionLimit: 8, users: [{name: app, access: ReadWrite, connectionLimit: 7}, {name: human, access: ReadOnly, connectionLimit: 1}]");

        assertThatThrownBy(() -> check(several, SERVER, tenants(SERVER, OLDEST, several)))
                .hasMessageContaining("+ 16 wanted here = 31")
                .hasMessageContaining(
                        "Lower spec.connectionLimit and those of spec.users, all together, to 15 or less");
    }

    @Test
    void countsAServiceTwiceThatRotates() {
        var rotating = schema("rotating", "2026-02-01T00:00:00Z", ", connectionLimit: 8, rotation: {every: 720h}");

        assertThatThrownBy(() -> check(rotating, SERVER, tenants(SERVER, OLDEST, rotating)))
                .hasMessageContaining("+ 16 wanted here (two logins while the credential is rotated) = 31")
                .hasMessageContaining("to 7 or less");
    }

    @Test
    void promisesNoMoreThanTheServerLetsIn() {
        var server = server("defaults: {connectionLimit: 15}");
        server.setStatus(new DatabaseServerStatus(
                "18.1", "PostgreSQL", null, true, 20, "7", 2, 15, null, null, null, 1L, List.of()));

        assertThatThrownBy(() -> check(NEWEST, server, tenants(server, OLDEST, NEWEST)))
                .hasMessageContaining("its max_connections is 20. Lower spec.connectionLimit to 5 or less");
    }

    @Test
    void countsTheServicesOfEveryDatabaseServerThatIsTheSameOne() {
        var server = server("defaults: {connectionLimit: 15}");
        server.setStatus(new DatabaseServerStatus(
                "18.1", "PostgreSQL", null, true, 20, "7", 1, 16, null, null, null, 1L, List.of()));
        var other = server("defaults: {connectionLimit: 9}");
        other.getMetadata().setName("reporting");
        var tenants = List.of(on(server, NEWEST), on(other, OLDEST));

        assertThatThrownBy(() -> check(NEWEST, server, tenants))
                .hasMessageContaining("9 connections promised to 1 other tenants")
                .hasMessageContaining("\"engarde\" and \"reporting\" + 16 wanted here = 25; its max_connections is 20");
    }

    @Test
    void holdsABudgetAgainstItsOwnDatabaseServerOnly() {
        var other = server("connectionBudget: 30");
        other.getMetadata().setName("reporting");
        var tenants = List.of(on(SERVER, NEWEST), on(other, OLDEST, OLDEST));

        assertThatCode(() -> check(NEWEST, SERVER, tenants)).doesNotThrowAnyException();
    }

    @Test
    void leavesWhoHasConnectionsAlreadyWhatTheyHave() {
        var made = made(NEWEST, 16);

        assertThatCode(() -> check(made, SERVER, tenants(SERVER, OLDEST, made))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(OLDEST, SERVER, tenants(SERVER, OLDEST, made)))
                .hasMessageContaining("16 connections promised to 1 other tenants");
    }

    @Test
    void letsNobodyGrowAtTheExpenseOfOthers() {
        var grown = made(schema("grown", "2026-01-01T00:00:00Z", ", connectionLimit: 28"), 3);
        var other = made(schema("other", "2026-02-01T00:00:00Z", ", connectionLimit: 5"), 5);

        assertThatThrownBy(() -> check(grown, SERVER, tenants(SERVER, grown, other)))
                .hasMessageContaining("5 connections promised to 1 other tenants");
        assertThatCode(() -> check(other, SERVER, tenants(SERVER, grown, other)))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotCountWhoDoesNotFitAnyway() {
        var greedy = schema("greedy", "2026-01-01T00:00:00Z", ", connectionLimit: 10000");

        assertThatCode(() -> check(NEWEST, SERVER, tenants(SERVER, greedy, NEWEST)))
                .doesNotThrowAnyException();
    }

    private static ServiceSchema made(ServiceSchema service, int promised) {
        var copy = Serialization.clone(service);
        copy.addFinalizer("serviceschemas.lakou.dev/finalizer");
        copy.setStatus(Serialization.unmarshal(
                "{\"promisedConnections\": %d, \"conditions\": []}".formatted(promised), ServiceSchemaStatus.class));
        return copy;
    }

    private static List<Tenants> tenants(DatabaseServer server, ServiceSchema... services) {
        return List.of(on(server, services));
    }

    private static Tenants on(DatabaseServer server, ServiceSchema... services) {
        return new Tenants(
                server,
                Stream.of(services).map(service -> Tenant.of(service, server)).toList());
    }

    private static void check(ServiceSchema service, DatabaseServer server, List<Tenants> tenants) {
        ConnectionBudget.check(Tenant.of(service, server), server, () -> tenants);
    }

    private static DatabaseServer server(String fields) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: DatabaseServer
                metadata: {name: engarde}
                spec: {engine: PostgreSQL, host: db, database: engarde, adminSecretRef: {name: admin}, %s}
                """
                        .formatted(fields),
                DatabaseServer.class);
    }

    private static ServiceSchema schema(String name, String created, String fields) {
        return Serialization.unmarshal(
                """
                apiVersion: lakou.dev/v1alpha1
                kind: ServiceSchema
                metadata: {namespace: core, name: %s, creationTimestamp: "%s"}
                spec: {serverRef: {name: engarde}%s}
                """
                        .formatted(name, created, fields),
                ServiceSchema.class);
    }
}
