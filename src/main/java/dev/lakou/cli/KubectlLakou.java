package dev.lakou.cli;

import dev.lakou.cli.adopt.Adopt;
import dev.lakou.cli.doctor.Doctor;
import dev.lakou.cli.plan.PlanCommand;
import dev.lakou.cli.service.Events;
import dev.lakou.cli.service.Explain;
import dev.lakou.cli.service.Rotate;
import dev.lakou.cli.service.Statements;
import dev.lakou.cli.service.Url;
import dev.lakou.cli.terminal.ExitCode;
import dev.lakou.cli.terminal.Failures;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.cli.top.Top;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code kubectl lakou}. */
@Command(
        name = "kubectl-lakou",
        description = "Looks at servers and services of Lakou, with your own rights.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; nothing is missing, nothing would change",
            "1:it could not be done",
            "2:something is missing (doctor) or would change (plan)"
        },
        synopsisSubcommandLabel = "COMMAND")
public final class KubectlLakou {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    boolean help;

    private KubectlLakou() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command. @return its exit code, one of {@link ExitCode} */
    public static int run(Terminal terminal, String... arguments) {
        return command(terminal).execute(arguments);
    }

    private static CommandLine command(Terminal terminal) {
        var failures = new Failures(terminal);
        return new CommandLine(new KubectlLakou())
                .addSubcommand(new Doctor(terminal))
                .addSubcommand(new PlanCommand(terminal))
                .addSubcommand(new Explain(terminal))
                .addSubcommand(new Top(terminal))
                .addSubcommand(new Statements(terminal))
                .addSubcommand(new Adopt(terminal))
                .addSubcommand(new Url(terminal))
                .addSubcommand(new Rotate(terminal))
                .addSubcommand(new Events(terminal))
                .addSubcommand(new Completion(terminal, () -> command(terminal)))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
