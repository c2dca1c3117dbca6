package dev.lakou.cli;

import dev.lakou.cli.terminal.Terminal;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Writes what a shell needs to complete the command. */
@Command(
        name = "completion",
        description =
                "Writes a script that completes kubectl-lakou in bash and zsh: source <(kubectl lakou completion).")
final class Completion implements Runnable {
    private final Terminal terminal;
    private final Supplier<CommandLine> command;

    /** @param command the whole command, once it is assembled */
    Completion(Terminal terminal, Supplier<CommandLine> command) {
        this.terminal = terminal;
        this.command = command;
    }

    @Override
    public void run() {
        var whole = command.get();
        terminal.say(AutoComplete.bash(whole.getCommandName(), whole));
    }
}
