package dev.lakou.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubectlLakouTest {

    @Test
    void saysWhichCommandsAndExitCodesThereAre() {
        var run = CommandRun.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("doctor", "completion", "Exit codes:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | nonsense",
                "doctor | --dsn",
                "doctor --dsn mysql://a:b@c -f server.yaml | either -f FILE or --dsn URL",
                "doctor --dsn mysql://a:b@c -o xml | xml",
                "doctor -f /nowhere/server.yaml | There is no file \"/nowhere/server.yaml\" to read.",
                "doctor -f - --context nowhere | Standard input holds no DatabaseServer.",
            })
    void failsWithOneWhereItIsCalledWrongly(String arguments, String words) {
        var run = CommandRun.of(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains(words);
    }

    @Test
    void completesInBashAndZsh() {
        var run = CommandRun.of("completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("complete -F _complete_kubectl-lakou", "bashcompinit", "doctor");
    }
}
