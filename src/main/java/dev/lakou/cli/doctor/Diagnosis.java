package dev.lakou.cli.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.cli.terminal.ExitCode;
import dev.lakou.cli.terminal.Table;
import dev.lakou.cli.terminal.Table.Cell;
import dev.lakou.cli.terminal.Terminal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one server.
 *
 * @param server its address, and the database that services share
 * @param product name and version
 * @param provider who runs it, where it was recognised
 * @param tls of the connection to it; absent in the clear
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Diagnosis(
        String server,
        String login,
        @Nullable String product,
        @Nullable String provider,
        @Nullable String tls,
        List<Finding> findings) {

    Diagnosis {
        findings = List.copyOf(findings);
    }

    int exitCode() {
        return findings.stream().anyMatch(finding -> finding.result() == Finding.Result.missing)
                ? ExitCode.SOMETHING
                : ExitCode.FINE;
    }

    void print(Terminal terminal) {
        terminal.say("%s as \"%s\"%s"
                .formatted(
                        server,
                        login,
                        Stream.of(product, provider)
                                .filter(Objects::nonNull)
                                .map(", "::concat)
                                .reduce("", String::concat)));
        terminal.say("");
        var table = new Table("CHECK", "RESULT", "WHAT");
        findings.forEach(finding -> table.row(List.of(
                new Cell(finding.check()),
                new Cell(finding.result().name(), finding.result().colour()),
                new Cell(finding.what()))));
        table.print(terminal);
        printStatements(terminal);
    }

    private void printStatements(Terminal terminal) {
        var statements = Stream.of(Finding.Result.missing, Finding.Result.warning, Finding.Result.note)
                .flatMap(result -> findings.stream().filter(finding -> finding.result() == result))
                .map(Finding::statement)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!statements.isEmpty()) {
            terminal.say("");
            terminal.say("What a DBA can run, the most needed first; nothing was changed:");
            statements.forEach(statement -> terminal.say("  " + statement));
        }
    }
}
