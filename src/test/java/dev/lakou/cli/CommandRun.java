package dev.lakou.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** How one call of {@code kubectl lakou} ended. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... arguments) {
        return with("", Map.of(), arguments);
    }

    /** With this on standard input. */
    public static CommandRun fed(String input, String... arguments) {
        return with(input, Map.of(), arguments);
    }

    public static CommandRun with(String input, Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                environment);
        var exitCode = KubectlLakou.run(terminal, arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** Everything that somebody could see. */
    public String seen() {
        return out + err;
    }
}
