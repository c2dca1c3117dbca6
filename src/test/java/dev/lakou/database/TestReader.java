package dev.lakou.database;

import dev.lakou.model.Credential;
import dev.lakou.model.Guest;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Guest.Trust;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Password;
import dev.lakou.model.State;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reader of several rooms on a server, and what the operator would do with it. */
public record TestReader(SharedServer server, Guest guest, Password password) {

    public static TestReader of(SharedServer server, String user, TestRoom... rooms) {
        return new TestReader(server, guest(user, Trust.NOBODY, rooms), Password.generate(new SecureRandom()));
    }

    public TestReader trusting(Trust trust) {
        return with(trust, guest.temporaryTables());
    }

    public TestReader withTemporaryTables() {
        return with(guest.trust(), true);
    }

    private TestReader with(Trust trust, boolean temporaryTables) {
        return new TestReader(
                server,
                new Guest(
                        guest.marker(),
                        guest.user(),
                        guest.reach(),
                        trust,
                        guest.schemas(),
                        guest.searchPath(),
                        temporaryTables,
                        guest.connectionLimit(),
                        guest.settings()),
                password);
    }

    /** The same login over other rooms. */
    public TestReader over(TestRoom... rooms) {
        return new TestReader(server, guest(guest.user().value(), guest.trust(), rooms), password);
    }

    public Credential credential() {
        return new Credential(guest.user(), password);
    }

    public State desired() {
        return server.desired(guest, Map.of(guest.user(), Logins.only(credential())));
    }

    public Plan plan() {
        var desired = desired();
        return Planner.plan(desired, server.inspect(desired));
    }

    public TestReader ensure() {
        var desired = desired();
        RoomKeeper.keep(server, desired, server.inspect(desired));
        return this;
    }

    public void remove() {
        server.apply(Planner.removal(guest.marker(), server.inspect(desired())));
    }

    private static Guest guest(String user, Trust trust, TestRoom... rooms) {
        var schemas = List.of(rooms).stream().map(TestRoom::schema).toList();
        return new Guest(
                new Marker("cluster", Marker.Kind.READER, "tests", user.replace('_', '-')),
                new Identifier(user),
                Reach.READ_ONLY,
                trust,
                schemas,
                schemas,
                false,
                3,
                new TreeMap<>());
    }
}
