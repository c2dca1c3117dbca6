package dev.lakou.environment;

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

    public static ChildProcess run(String name, String remedy, List<String> command) {
        return run(name, remedy, command, Map.of());
    }

    /** Runs a command; throws with the end of its output and the remedy when it fails. */
    static ChildProcess run(String name, String remedy, List<String> command, Map<String, String> environment) {
        var process = ChildProcess.start(name, command, environment, "TERM");
        if (!process.succeeds()) {
            throw new EnvironmentMissingException(
                    name, command.get(0) + ", which said in " + process.log() + ":\n" + process.tail(), remedy);
        }
        return process;
    }
}
