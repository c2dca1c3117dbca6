package dev.lakou.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Where a command runs: what it reads and where it writes. */
public record Terminal(
        InputStream in, PrintWriter out, PrintWriter err, boolean colours, Map<String, String> environment) {

    /** That of this process, with colours only where a person looks at it and NO_COLOR is not set. */
    public static Terminal ofProcess() {
        return new Terminal(
                System.in, writer(System.out), writer(System.err), Ansi.AUTO.enabled(), Map.copyOf(System.getenv()));
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** A line for people. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A line beside the answer, which is not to be read by programs. */
    public void warn(String line) {
        err.println(line);
        err.flush();
    }

    public String coloured(String text, Colour colour) {
        return colours ? colour.on() + text + Ansi.Style.reset.on() : text;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true);
    }

    /** What a text means. */
    public enum Colour {
        GOOD(Ansi.Style.fg_green),
        DOUBTFUL(Ansi.Style.fg_yellow),
        BAD(Ansi.Style.fg_red),
        FAINT(Ansi.Style.faint);

        private final Ansi.Style style;

        Colour(Ansi.Style style) {
            this.style = style;
        }

        private String on() {
            return style.on();
        }
    }
}
