package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.Observation;
import dev.lakou.database.ServerPolicy;
import dev.lakou.model.Identifier;
import dev.lakou.model.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Reads what is there of several desired states at once, in its normal form: {@link PostgresPresence} first, and of what
 * is there the rest. {@link PostgresDetails} has that.
 */
public final class PostgresCatalog {
    private final Identifier database;
    private final ServerPolicy policy;
    private final VerifierAccess verifiers;

    public PostgresCatalog(Identifier database, ServerPolicy policy, VerifierAccess verifiers) {
        this.database = database;
        this.policy = policy;
        this.verifiers = verifiers;
    }

    /**
     * What one look found.
     *
     * @param observation of passwords, which only a login may show, it knows nothing
     */
    public record Look(Observation observation, PostgresLoginEvidence evidence) {}

    /**
     * A state that was changed.
     *
     * @param made whether nothing of it was there before
     */
    public record Changed(State desired, boolean made) {}

    /** @param digests as of {@link dev.lakou.database.ReadBack} */
    public record LookBack(Look look, Map<Identifier, String> digests) {}

    /** In the order of the desired states. */
    public List<Look> read(Connection connection, List<State> desired) throws SQLException {
        return verifiers.watch(() -> {
            var message = new CatalogMessage();
            var presence = new PostgresPresence(message, CatalogScope.of(desired));
            message.send(connection);
            return looks(connection, desired, presence);
        });
    }

    /**
     * The same after changes. What was just made is as it was asked for, as a rule, and empty: so all of it is asked in one
     * message, and only if it is not so the rest again.
     */
    public List<LookBack> readBack(Connection connection, List<Changed> changes) throws SQLException {
        return verifiers.watch(() -> {
            var desired = changes.stream().map(Changed::desired).toList();
            var scopes = CatalogScope.of(desired);
            var message = new CatalogMessage();
            var digests = PostgresDigests.ask(message.about(scopes), verifiers.isGranted(connection));
            var presence = new PostgresPresence(message, scopes);
            var made = PresentScopes.justMade(changes.stream().allMatch(Changed::made) ? scopes : List.of());
            var details = details(message, connection, made);
            message.send(connection);
            var looks = presence.found().equals(made)
                    ? details.looks(desired, presence)
                    : looks(connection, desired, presence);
            return scopes.stream()
                    .map(scope -> new LookBack(looks.get(scope.asker()), digests.of(scope.asker())))
                    .toList();
        });
    }

    private List<Look> looks(Connection connection, List<State> desired, PostgresPresence presence)
            throws SQLException {
        var message = new CatalogMessage();
        var details = details(message, connection, presence.found());
        message.send(connection);
        return details.looks(desired, presence);
    }

    private PostgresDetails details(CatalogMessage message, Connection connection, PresentScopes scopes)
            throws SQLException {
        var showsVerifiers = !scopes.present().isEmpty() && verifiers.isGranted(connection);
        return new PostgresDetails(
                message,
                scopes,
                policy.strangers(),
                showsVerifiers,
                new InstalledExtensions(connection, database),
                new PostgresReach(connection, database));
    }
}
