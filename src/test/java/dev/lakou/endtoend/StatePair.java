package dev.lakou.endtoend;

import dev.lakou.api.SchemaReader;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One resource in one state, to which one thing is done. */
record StatePair(MatrixSite site, MatrixDatabase database, StateCase state, Operation operation) {
    private static final String MISTAKE = "secret: {template: {URL: '{{nothing}}'}}";
    private static final String OTHER_MISTAKE = "settings: {role: postgres}";

    /** Its own name on the server: that of its schema, or of its login. */
    String it() {
        return "m_%s_%s".formatted(state.name().replace('-', '_'), operation.word());
    }

    String namespace() {
        return "%s-%s%s"
                .formatted(
                        database.engine().word, operation.word(), state.place().suffix());
    }

    Team team() {
        return site.team(this);
    }

    String server() {
        return TroubledServer.name(
                database.engine(), state.server(), operation == Operation.DELETE_SERVER ? MatrixSite.DOOMED : "");
    }

    /** Whether it can be done at all: a server that is not there, or not any more, cannot be deleted. */
    boolean isPossible() {
        return state.isOn(database.engine())
                && (operation != Operation.DELETE_SERVER || state.server().isThere() && !state.isUnseen());
    }

    /** Whether the resource must go although nobody ends its state: where nothing was made, or nothing is in the way. */
    boolean endsAlone() {
        return !state.needsRelief() || !operation.corrects() && !state.isSomewhere();
    }

    void bear() {
        team();
        state.before().ifPresent(one -> one.of(this));
        apply(state.wasReady() ? state.right() : state.wrong());
    }

    void trouble() {
        state.trouble().ifPresent(one -> one.of(this));
        if (state.wasReady() && !state.right().equals(state.wrong())) {
            apply(state.wrong());
        }
    }

    void relieve() {
        if (resource().get() != null) {
            state.relief().ifPresent(one -> one.of(this));
        }
    }

    void correct() {
        apply(state.right());
    }

    void makeAnotherMistake() {
        apply(state.right() + ", " + (state.wrong().contains("template:") ? OTHER_MISTAKE : MISTAKE));
    }

    void delete() {
        resource().delete();
    }

    void annotate(String annotation, String value) {
        if (state.kind() == StateCase.Kind.SERVICE) {
            team().annotate(state.name(), annotation, value);
        } else {
            team().annotateReader(state.name(), annotation, value);
        }
    }

    boolean isReady() {
        return tells(Set.of("Reconciled"));
    }

    boolean isInState() {
        return tells(state.tells())
                && state.condition().stream().allMatch(reason -> found().stream()
                        .flatMap(one -> ResourceWatch.conditions(one).stream())
                        .anyMatch(condition -> condition.getReason().equals(reason)))
                && state.fact().stream().allMatch(fact -> fact.test(this));
    }

    /** What the API server says of what nobody has looked at. */
    boolean isPending() {
        return found().flatMap(Team::ready)
                .filter(ready -> ready.getReason().equals("Pending"))
                .isPresent();
    }

    boolean isMended() {
        return tells(state.mended());
    }

    /** The mistake, or what was the matter before. */
    boolean isMistaken() {
        var reasons = new HashSet<>(Set.of("InvalidSpec"));
        if (state.needsRelief() || state.right().equals(state.wrong())) {
            reasons.addAll(state.tells());
            reasons.remove("Reconciled");
        }
        return tells(reasons);
    }

    boolean isGone() {
        return found().isEmpty();
    }

    /** Of what is on the server, that which should not be there any more. */
    List<String> leftovers(Set<String> things) {
        var kept = operation.retains() && state.isSomewhere() && state.kind() == StateCase.Kind.SERVICE;
        return things.stream()
                .filter(thing ->
                        thing.matches("\\w+ %s(_(owner|readers|writers|user|user_2|2))?( open)?".formatted(it())))
                .filter(thing -> !kept || thing.endsWith(" open"))
                .toList();
    }

    /** What Ready says, for people. */
    String told() {
        return found().map(one -> Team.ready(one)
                        .map(ready -> "%s of generation %d at %d%s: %s"
                                .formatted(
                                        ready.getReason(),
                                        ready.getObservedGeneration(),
                                        one.getMetadata().getGeneration(),
                                        one.isMarkedForDeletion() ? ", being deleted" : "",
                                        ready.getMessage()))
                        .orElse("nothing"))
                .orElse("gone");
    }

    private boolean tells(Set<String> reasons) {
        return found().flatMap(ResourceWatch::told)
                .map(Condition::getReason)
                .filter(reasons::contains)
                .isPresent();
    }

    private Optional<? extends HasMetadata> found() {
        return state.kind() == StateCase.Kind.SERVICE
                ? site.watch().schema(namespace(), state.name())
                : site.watch().reader(namespace(), state.name());
    }

    private Resource<? extends HasMetadata> resource() {
        return state.kind() == StateCase.Kind.SERVICE
                ? site.lakou().serviceSchema(namespace(), state.name())
                : site.lakou()
                        .client()
                        .resources(SchemaReader.class)
                        .inNamespace(namespace())
                        .withName(state.name());
    }

    private void apply(String fields) {
        var spec = "serverRef: {name: %s}, %s"
                .formatted(server(), fields.replace("$it", it()).replace("$victims", site.victims(database)));
        if (state.kind() == StateCase.Kind.SERVICE) {
            team().apply(state.name(), spec + ", deletionPolicy: " + (operation.retains() ? "Retain" : "Delete"));
        } else {
            team().applyReader(state.name(), spec);
        }
    }

    @Override
    public String toString() {
        return "%s, %s, %s".formatted(database.engine(), state.name(), operation);
    }
}
