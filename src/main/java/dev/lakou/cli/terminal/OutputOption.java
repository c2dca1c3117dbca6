package dev.lakou.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import picocli.CommandLine.Option;

/** In which form the answer comes. */
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table (default), json or yaml.")
    Form form = Form.table;

    /** Prints the answer: a table for people, or the same as a document. */
    public void print(Terminal terminal, Object answer, Runnable table) {
        switch (form) {
            case table -> table.run();
            case json -> terminal.say(json(answer));
            case yaml -> terminal.say(Serialization.asYaml(answer).stripTrailing());
        }
    }

    /** Prints resources so that kubectl can apply them: as documents of YAML, or as one list of JSON. */
    public void printManifests(Terminal terminal, List<? extends HasMetadata> manifests) {
        if (form == Form.json) {
            terminal.say(json(new KubernetesListBuilder()
                    .addAllToItems(List.copyOf(manifests))
                    .build()));
            return;
        }
        manifests.forEach(one -> terminal.say(Serialization.asYaml(one).stripTrailing()));
    }

    private static String json(Object answer) {
        try {
            return Serialization.jsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An answer that is no document.", e);
        }
    }

    /** As it is written on the command line. */
    enum Form {
        table,
        json,
        yaml
    }
}
