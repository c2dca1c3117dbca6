package dev.lakou.endtoend;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A state that a resource can be in, and how it gets there. In the fields of a spec, {@code $it} is the name that is the
 * resource's own on the server, and {@code $victims} the namespace of the victims.
 */
final class StateCase {
    private String name;
    private final Kind kind;
    private Place place = Place.ADMITTED;
    private ServerTrouble server = ServerTrouble.NONE;
    private Set<MatrixEngine> engines = Set.of(MatrixEngine.values());
    private boolean made;
    private boolean leaves;
    private String right;
    private String wrong;
    private Set<String> tells = Set.of("Reconciled");
    private Set<String> mended = Set.of("Reconciled");
    private Optional<String> condition = Optional.empty();
    private Optional<Predicate<StatePair>> fact = Optional.empty();
    private Optional<Intervention> before = Optional.empty();
    private Optional<Intervention> trouble = Optional.empty();
    private Optional<Intervention> relief = Optional.empty();

    private StateCase(String name, Kind kind, String fields) {
        this.name = name;
        this.kind = kind;
        this.right = fields;
        this.wrong = fields;
    }

    private StateCase(StateCase other) {
        this(other.name, other.kind, other.right);
        place = other.place;
        server = other.server;
        engines = other.engines;
        made = other.made;
        leaves = other.leaves;
        wrong = other.wrong;
        tells = other.tells;
        mended = other.mended;
        condition = other.condition;
        fact = other.fact;
        before = other.before;
        trouble = other.trouble;
        relief = other.relief;
    }

    static StateCase service(String name) {
        return new StateCase(name, Kind.SERVICE, "schema: $it");
    }

    /** @param schema the service in the same namespace that it reads */
    static StateCase reader(String name, String schema) {
        return new StateCase(name, Kind.READER, "user: $it, schemas: [%s]".formatted(schema));
    }

    /** The same state, reached once the resource was Ready. */
    StateCase later() {
        return with(one -> {
            one.name = name + "-later";
            one.made = true;
            one.server = server.later().orElse(server);
        });
    }

    StateCase called(String other) {
        return with(one -> one.name = other);
    }

    StateCase on(ServerTrouble one) {
        return with(copy -> copy.server = one);
    }

    StateCase on(MatrixEngine... some) {
        return with(one -> one.engines = Set.of(some));
    }

    StateCase in(Place other) {
        return with(one -> one.place = other);
    }

    /** The fields of the spec that is as it should be, and of one that is not. */
    StateCase saying(String rightFields, String wrongFields) {
        return with(one -> {
            one.right = rightFields;
            one.wrong = wrongFields;
        });
    }

    /** Adds fields that make the spec what it should not be. */
    StateCase but(String fields) {
        return with(one -> one.wrong = right + ", " + fields);
    }

    /** What cannot be corrected in this resource. */
    StateCase always(String fields, String... reasons) {
        return with(one -> {
            one.right = fields;
            one.wrong = fields;
            one.mended = Set.of(reasons);
        });
    }

    StateCase tells(String... reasons) {
        return with(one -> one.tells = Set.of(reasons));
    }

    /** @param reason of a condition beside Ready */
    StateCase tellsBeside(String reason) {
        return with(one -> one.condition = Optional.of(reason));
    }

    /** @param what is so on the server in this state */
    StateCase provedBy(Predicate<StatePair> what) {
        return with(one -> one.fact = Optional.of(what));
    }

    /** @param intervention what is done by hand before its birth */
    StateCase before(Intervention intervention) {
        return with(one -> one.before = Optional.of(intervention));
    }

    /** @param intervention what is done by hand once it is there */
    StateCase troubledBy(Intervention intervention) {
        return with(one -> one.trouble = Optional.of(intervention));
    }

    /** @param intervention what ends the trouble, besides an edit of the spec */
    StateCase relievedBy(Intervention intervention) {
        return with(one -> one.relief = Optional.of(intervention));
    }

    /** Something of it is on the server although it is not Ready. */
    StateCase leavesSomething() {
        return with(one -> one.leaves = true);
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    Place place() {
        return place;
    }

    ServerTrouble server() {
        return server;
    }

    String right() {
        return right;
    }

    String wrong() {
        return wrong;
    }

    Set<String> tells() {
        return tells;
    }

    Set<String> mended() {
        return mended;
    }

    Optional<String> condition() {
        return condition;
    }

    Optional<Predicate<StatePair>> fact() {
        return fact;
    }

    /** Whether no operator looks at it before something is done to it. */
    boolean isUnseen() {
        return place == Place.UNSEEN;
    }

    /** All that it says, of itself and of its server. */
    Set<String> reasons() {
        return Stream.of(tells.stream(), condition.stream(), server.tells().stream())
                .flatMap(some -> some)
                .collect(Collectors.toSet());
    }

    /** Whether it is about that other resource in its namespace. */
    boolean names(StateCase other) {
        return Stream.of(right, wrong).anyMatch(fields -> fields.contains("{name: " + other.name + "}"));
    }

    Optional<Intervention> before() {
        return before;
    }

    Optional<Intervention> trouble() {
        return trouble;
    }

    Optional<Intervention> relief() {
        return relief;
    }

    boolean isOn(MatrixEngine engine) {
        return engines.contains(engine) && server.isOn(engine);
    }

    /** Whether it was Ready before it came into this state. */
    boolean wasReady() {
        return made;
    }

    /** Whether something of it is on the server in this state. */
    boolean isSomewhere() {
        return made || leaves;
    }

    /** Whether something besides the resource must change before this state ends. */
    boolean needsRelief() {
        return server != ServerTrouble.NONE || relief.isPresent();
    }

    private StateCase with(Consumer<StateCase> change) {
        var copy = new StateCase(this);
        change.accept(copy);
        return copy;
    }

    enum Kind {
        SERVICE,
        READER
    }

    /** What the namespace of a resource may do. */
    enum Place {
        ADMITTED(""),
        /** It may not use any server. */
        OUTSIDE("-out"),
        /** It may, until somebody takes that away. */
        EXPELLED("-expelled"),
        /** It may, and no operator runs. */
        UNSEEN("-unseen"),
        /** It may have no Secret. */
        WITHOUT_SECRETS("-quota");

        private final String suffix;

        Place(String suffix) {
            this.suffix = suffix;
        }

        String suffix() {
            return suffix;
        }
    }

    /** What a person does besides the spec of a resource. */
    interface Intervention {
        void of(StatePair pair);
    }
}
