package dev.lakou.cli.terminal;

import dev.lakou.database.DatabaseException;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.StalledException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells why a command could not be carried out: one message, no stack trace. */
public record Failures(Terminal terminal) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        return tell(words(exception));
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        var command = exception.getCommandLine();
        return tell("%s See: %s --help"
                .formatted(
                        sentence(String.valueOf(exception.getMessage())),
                        command.getCommandSpec().qualifiedName()));
    }

    /** What happened, for people. */
    public static String words(Exception exception) {
        if (exception instanceof Failure
                || exception instanceof StalledException
                || exception instanceof DatabaseException) {
            var reason =
                    exception instanceof Failure ? "" : Outcome.of(exception).reason() + ": ";
            return reason + exception.getMessage();
        }
        if (exception instanceof KubernetesClientException client) {
            return ApiFailure.words(client);
        }
        return "This should not happen: %s. Please report it."
                .formatted(exception.getMessage() == null ? exception : exception.getMessage());
    }

    private int tell(String words) {
        terminal.warn(terminal.coloured("error:", Terminal.Colour.BAD) + " " + words);
        return ExitCode.FAILED;
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
