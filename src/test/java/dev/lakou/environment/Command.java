package dev.lakou.environment;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands that run to their end. */
public final class Command {

    private Command() {}

    /** The beginning and the rest of a command line. */
    static List<String> of(List<String> beginning, List<String> rest) {
        var command = new ArrayList<>(beginning);
        command.addAll(rest);
        return List.copyOf(command);
    }

    public static void run(String name, String remedy, List<String> command) {
        run(name, remedy, command, Map.of());
    }

    /** Runs a command; when it fails, throws the end of its output and the remedy. */
    public static void run(String name, String remedy, List<String> command, Map<String, String> environment) {
        ChildProcess process;
        try {
            process = ChildProcess.start(name, command, environment, "TERM");
        } catch (UncheckedIOException e) {
            throw new EnvironmentMissingException(name, command.get(0) + ", which is not there", remedy, e);
        }
        if (!process.succeeds()) {
            var said = "%s, which said in %s:%n%s".formatted(command.get(0), process.log(), process.tail());
            throw new EnvironmentMissingException(name, said, remedy);
        }
    }
}
