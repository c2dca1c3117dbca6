package dev.lakou.database;

import dev.lakou.model.Access;
import dev.lakou.model.Credential;
import dev.lakou.model.Guest;
import dev.lakou.model.Guest.Reach;
import dev.lakou.model.Guest.Trust;
import dev.lakou.model.Identifier;
import dev.lakou.model.Logins;
import dev.lakou.model.Marker;
import dev.lakou.model.Password;
import dev.lakou.model.Room;
import dev.lakou.model.State;
import dev.lakou.plan.Adoption;
import dev.lakou.plan.Plan;
import dev.lakou.plan.Planner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A room on a server, and what the operator would do with it. */
public record TestRoom(SharedServer server, Room room, Password password) {

    public static TestRoom of(SharedServer server, String schema) {
        return of(server, schema, schema + "_user");
    }

    public static TestRoom of(SharedServer server, String schema, String user) {
        return new TestRoom(
                server,
                new Room(
                        new Marker("cluster", "tests", resource(schema)),
                        new Identifier(schema),
                        new Identifier(user),
                        List.of(),
                        5,
                        new TreeMap<>(),
                        new TreeSet<>(),
                        List.of(),
                        Set.of(),
                        false),
                Password.generate(new SecureRandom()));
    }

    /** Names that only look alike are of different resources. */
    private static String resource(String schema) {
        var name = schema.replaceAll("[^a-z0-9]", "-");
        return name.equals(schema) ? name : name + "-" + Integer.toHexString(schema.hashCode());
    }

    public TestRoom withPassword(String other) {
        return new TestRoom(server, room, new Password(other));
    }

    public TestRoom withLimit(int connections) {
        return with(draft -> draft.connectionLimit = connections);
    }

    public TestRoom withSearchPath(String... schemas) {
        return with(draft ->
                draft.searchPath = Stream.of(schemas).map(Identifier::new).toList());
    }

    public TestRoom withSettings(Map<String, String> settings) {
        return with(draft -> draft.settings = new TreeMap<>(settings));
    }

    public TestRoom withExtensions(String... extensions) {
        return with(draft -> draft.extensions =
                Stream.of(extensions).map(Identifier::new).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** With another user, who has the password of all of the room. */
    public TestRoom withGuest(String user, Reach reach) {
        var guests = new ArrayList<>(room.guests());
        guests.add(new Guest(
                room.marker(),
                new Identifier(user),
                reach,
                Trust.SERVICE,
                List.of(room.schema()),
                List.of(room.schema()),
                reach == Reach.READ_WRITE,
                3,
                new TreeMap<>()));
        return with(draft -> draft.guests = guests);
    }

    public TestRoom withoutGuests() {
        return with(draft -> draft.guests = List.of());
    }

    public TestRoom withAccess(Access... accesses) {
        return with(draft -> draft.accesses = Set.of(accesses));
    }

    public TestRoom claimedBy(Marker other) {
        return with(draft -> draft.marker = other);
    }

    public TestRoom adopting() {
        return with(draft -> draft.adopting = true);
    }

    public Identifier schema() {
        return room.schema();
    }

    public Credential credential() {
        return new Credential(room.user(), password);
    }

    public Credential credentialOf(String guest) {
        return new Credential(new Identifier(guest), password);
    }

    /** What it means while its first user comes in by these logins. */
    public State desired(Logins logins) {
        var all = new HashMap<>(Map.of(room.user(), logins));
        room.guests().forEach(guest -> all.put(guest.user(), Logins.only(new Credential(guest.user(), password))));
        return server.desired(room, all);
    }

    public State desired() {
        return desired(Logins.only(credential()));
    }

    public State actual() {
        return server.inspect(desired());
    }

    public Plan plan() {
        return Planner.plan(desired(), actual());
    }

    public List<String> strangers() {
        return Adoption.strangers(desired(), actual());
    }

    /** Makes the room, or mends it. */
    public TestRoom ensure() {
        server.apply(plan());
        return this;
    }

    public void close() {
        server.apply(Planner.closing(room.marker(), desired(), actual()));
    }

    public void remove() {
        server.apply(Planner.removal(room.marker(), actual()));
    }

    private TestRoom with(Consumer<Draft> change) {
        var draft = new Draft(room);
        change.accept(draft);
        return new TestRoom(server, draft.room(), password);
    }

    /** What of a room a test may want otherwise. */
    private static final class Draft {
        private final Room before;
        private Marker marker;
        private List<Identifier> searchPath;
        private int connectionLimit;
        private SortedMap<String, String> settings;
        private SortedSet<Identifier> extensions;
        private List<Guest> guests;
        private Set<Access> accesses;
        private boolean adopting;

        Draft(Room before) {
            this.before = before;
            this.marker = before.marker();
            this.searchPath = before.searchPath();
            this.connectionLimit = before.connectionLimit();
            this.settings = before.settings();
            this.extensions = before.extensions();
            this.guests = before.guests();
            this.accesses = before.accesses();
            this.adopting = before.adopting();
        }

        Room room() {
            return new Room(
                    marker,
                    before.schema(),
                    before.user(),
                    searchPath,
                    connectionLimit,
                    settings,
                    extensions,
                    guests,
                    accesses,
                    adopting);
        }
    }
}
