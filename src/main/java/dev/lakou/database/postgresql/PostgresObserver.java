package dev.lakou.database.postgresql;

import dev.lakou.database.Observation;
import dev.lakou.database.ReadBack;
import dev.lakou.database.jdbc.Gathering;
import dev.lakou.database.postgresql.catalog.PostgresCatalog;
import dev.lakou.database.postgresql.catalog.PostgresCatalog.Changed;
import dev.lakou.database.postgresql.catalog.PostgresCatalog.Look;
import dev.lakou.database.postgresql.catalog.PostgresCatalog.LookBack;
import dev.lakou.database.postgresql.connect.PostgresConnections;
import dev.lakou.model.State;

/** Looks at what is there of desired states, for all who ask at the same time together, and which passwords are right. */
final class PostgresObserver {
    private final Gathering<State, Look> looks;
    private final Gathering<Changed, LookBack> looksBack;
    private final PostgresLoginProbe logins;

    PostgresObserver(PostgresConnections connections, PostgresCatalog catalog, PostgresLoginProbe logins) {
        this.looks = connections.together(catalog::read);
        this.looksBack = connections.together(catalog::readBack);
        this.logins = logins;
    }

    Observation observe(State desired) {
        return accepting(desired, looks.ask(desired));
    }

    ReadBack readBack(State desired, Observation before) {
        var back = looksBack.ask(new Changed(desired, before.isOfNothing()));
        return new ReadBack(accepting(desired, back.look()), back.digests());
    }

    private Observation accepting(State desired, Look look) {
        var roles = look.observation().state().roles();
        var accepted = logins.accepted(desired, desired.loginsToTry(roles), look.evidence());
        // A role that expired in between is turned away as if its password were wrong.
        var isSure = accepted.equals(desired.credentials()) || roles.isEmpty();
        return (isSure ? look : looks.ask(desired)).observation().accepting(accepted);
    }
}
