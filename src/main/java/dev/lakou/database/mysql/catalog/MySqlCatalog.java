package dev.lakou.database.mysql.catalog;

import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable;
import dev.lakou.database.mysql.flavor.MySqlMarkerTable.Kind;
import dev.lakou.database.mysql.flavor.MySqlNames;
import dev.lakou.database.mysql.flavor.ObservedAccount;
import dev.lakou.model.Grant;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.model.Marker;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads accounts, databases and rights in their normal form. */
public final class MySqlCatalog {
    private final Connection connection;
    private final MySqlFlavor flavor;
    private final MySqlNames names;
    private final State desired;

    public MySqlCatalog(Connection connection, MySqlFlavor flavor, MySqlNames names, State desired) {
        this.connection = connection;
        this.flavor = flavor;
        this.names = names;
        this.desired = desired;
    }

    /** What there is of what is desired, and which of its passwords are right. */
    public State state(MySqlLoginProbe loginProbe) throws SQLException {
        var accounts = accounts();
        var roles = accounts.stream().map(ObservedAccount::role).collect(Collectors.toSet());
        var mayTry = desired.loginsToTry(roles);
        var accepted = loginProbe.accepted(
                accounts.stream()
                        .filter(account -> mayTry.contains(account.role().name()))
                        .collect(Collectors.toSet()),
                desired);
        return new State(
                roles,
                schemas(),
                Optional.empty(),
                grants(accounts),
                Set.of(),
                Set.of(),
                accepted,
                Set.of(),
                Set.of(),
                desired.adopting());
    }

    private Set<ObservedAccount> accounts() throws SQLException {
        var accounts = new HashSet<ObservedAccount>();
        for (var name : names()) {
            flavor.account(connection, name).ifPresent(accounts::add);
        }
        return accounts;
    }

    /** Those desired, and those that carry their marker. */
    private Set<Identifier> names() throws SQLException {
        var names = desired.roles().stream().map(Role::name).collect(Collectors.toCollection(HashSet::new));
        for (var marker : desired.markers()) {
            try (var statement = connection.prepareStatement(
                    "SELECT user FROM (" + flavor.markedAccounts() + ") m WHERE marker IN (?, ?)")) {
                statement.setString(1, marker);
                statement.setString(2, Marker.adopted(marker));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        names.add(new Identifier(rows.getString(1)));
                    }
                }
            }
        }
        return names;
    }

    private Set<Schema> schemas() throws SQLException {
        var schemas = new HashSet<Schema>();
        for (var schema : schemaNames()) {
            if (exists(schema)) {
                var marker = MySqlMarkerTable.marker(connection, Kind.SCHEMA, schema);
                schemas.add(new Schema(schema, Optional.empty(), marker));
            }
        }
        return schemas;
    }

    /** Those desired, and those that carry their marker. */
    private Set<Identifier> schemaNames() throws SQLException {
        var names = desired.schemas().stream().map(Schema::name).collect(Collectors.toCollection(HashSet::new));
        for (var marker : desired.markers()) {
            names.addAll(MySqlMarkerTable.schemas(connection, marker));
        }
        return names;
    }

    /** What these accounts hold, and what strangers do on the desired databases. */
    private Set<Grant> grants(Set<ObservedAccount> accounts) throws SQLException {
        var users = accounts.stream().map(account -> account.role().name()).collect(Collectors.toSet());
        var schemas = desired.schemas().stream().map(Schema::name).collect(Collectors.toSet());
        var grants = new HashSet<>(new MySqlRights(connection, flavor, names).of(users, schemas));
        grants.addAll(new MySqlServerRights(connection, flavor).of(users));
        grants.removeIf(this::isImplied);
        return grants;
    }

    /** Who makes a routine is given it by the server, whatever else they may do in the schema. */
    private boolean isImplied(Grant grant) {
        return grant.target() instanceof GrantTarget.OfRoutine routine
                && desired.grants()
                        .contains(new Grant(
                                grant.grantee(), grant.privilege(), new GrantTarget.OfSchema(routine.schema())));
    }

    private boolean exists(Identifier schema) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?")) {
            statement.setString(1, schema.value());
            try (var row = statement.executeQuery()) {
                return row.next() && row.getString(1).equals(schema.value());
            }
        }
    }
}
