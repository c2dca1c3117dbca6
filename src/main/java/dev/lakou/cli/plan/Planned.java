package dev.lakou.cli.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.api.ServiceSchema;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.cli.terminal.Terminal.Colour;
import dev.lakou.kubernetes.schema.SchemaPreview.Answer;
import dev.lakou.kubernetes.status.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one manifest.
 *
 * @param refused why nothing would be done
 * @param changes on the server, in words
 * @param sql the same without secrets
 * @param secrets those that would be written
 * @param notes what else there is to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Planned(
        String namespace,
        String name,
        @Nullable Stall refused,
        List<String> changes,
        List<String> sql,
        List<String> secrets,
        List<String> notes) {

    static Planned of(ServiceSchema resource, Answer answer) {
        var notes = Stream.of(
                        Stream.of("Suspended: all of this waits until spec.suspend is not true.")
                                .filter(note ->
                                        Boolean.TRUE.equals(resource.getSpec().suspend())),
                        answer.trouble().stream()
                                .map(outcome -> "Not granted: %s: %s".formatted(outcome.reason(), outcome.message())),
                        answer.pending().stream().map("Granted as soon as it is there: %s."::formatted),
                        answer.consequences().stream().map("With it: %s."::formatted))
                .flatMap(each -> each)
                .toList();
        return new Planned(
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName(),
                null,
                answer.plan().describe(),
                answer.sql(),
                answer.secrets(),
                notes);
    }

    static Planned refused(ServiceSchema resource, Outcome why) {
        return new Planned(
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName(),
                new Stall(why.reason().name(), why.message()),
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
        terminal.say("ServiceSchema %s/%s".formatted(namespace, name));
        if (refused != null) {
            terminal.say("  " + terminal.coloured("refused", Colour.BAD)
                    + " %s: %s".formatted(refused.reason(), refused.message()));
            return;
        }
        if (!changesSomething()) {
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
    record Stall(String reason, String message) {}
}
