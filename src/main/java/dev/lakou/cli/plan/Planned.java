package dev.lakou.cli.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.cli.terminal.Terminal.Colour;
import dev.lakou.kubernetes.reconcile.ForeseenChanges;
import dev.lakou.kubernetes.reconcile.Suspension;
import dev.lakou.kubernetes.status.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one manifest.
 *
 * @param refused why what it asks for would not be done; changes then close what there is
 * @param changes on the server, in words
 * @param sql the same without secrets
 * @param secrets those that would be written
 * @param notes what else there is to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Planned(
        String kind,
        @Nullable String namespace,
        String name,
        @Nullable Stall refused,
        List<String> changes,
        List<String> sql,
        List<String> secrets,
        List<String> notes) {

    static Planned of(HasMetadata resource, ForeseenChanges foreseen, Suspension suspension) {
        var notes = Stream.of(
                        Stream.of(suspension).filter(Suspension::holds).map(Planned::words),
                        foreseen.trouble().stream()
                                .map(outcome -> "Not granted: %s: %s".formatted(outcome.reason(), outcome.message())),
                        foreseen.pending().stream().map("Granted as soon as it is there: %s."::formatted),
                        foreseen.consequences().stream().map("With it: %s."::formatted))
                .flatMap(each -> each)
                .toList();
        return new Planned(
                resource.getKind(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName(),
                foreseen.refusal().map(Stall::of).orElse(null),
                foreseen.changes(),
                foreseen.sql(),
                foreseen.secrets(),
                notes);
    }

    static String words(Suspension suspension) {
        return suspension.ofResource()
                ? "Suspended: all of this waits until spec.suspend is not true."
                : "Suspended: all of this waits until spec.suspend of the DatabaseServer is not true.";
    }

    /** What is told in words alone. */
    static Planned inWords(HasMetadata resource, List<String> changes, List<String> notes) {
        return new Planned(
                resource.getKind(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName(),
                null,
                changes,
                List.of(),
                List.of(),
                notes);
    }

    static Planned refused(HasMetadata resource, Outcome why) {
        return new Planned(
                resource.getKind(),
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName(),
                Stall.of(why),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @JsonIgnore
    boolean isRefused() {
        return refused != null;
    }

    @JsonIgnore
    boolean changesSomething() {
        return !changes.isEmpty() || !secrets.isEmpty();
    }

    void print(Terminal terminal) {
        terminal.say("%s %s%s".formatted(kind, namespace == null ? "" : namespace + "/", name));
        if (refused != null) {
            terminal.say("  " + terminal.coloured("refused", Colour.BAD)
                    + " %s: %s".formatted(refused.reason(), refused.message()));
        } else if (!changesSomething()) {
            terminal.say("  " + terminal.coloured("nothing would change", Colour.GOOD));
        }
        changes.forEach(change -> terminal.say("  " + change));
        secrets.forEach(secret -> terminal.say("  write Secret " + secret));
        notes.forEach(note -> terminal.say("  " + terminal.coloured("note", Colour.DOUBTFUL) + " " + note));
        if (!sql.isEmpty()) {
            terminal.say("");
            terminal.say("  " + terminal.coloured("-- as SQL, without secrets", Colour.FAINT));
            sql.forEach(statement -> terminal.say("  " + statement));
        }
    }

    /** As the operator would tell it. */
    record Stall(String reason, String message) {
        private static Stall of(Outcome outcome) {
            return new Stall(outcome.reason().name(), outcome.message());
        }
    }
}
