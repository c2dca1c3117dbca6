package dev.lakou.endtoend;

import dev.lakou.environment.EnvironmentMissingException;
import dev.lakou.environment.OperatorProcess;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What {@code examples/try} runs: Lakou and all its servers on this machine, with the services of the example. */
public final class TryOut {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ROW = "%-28s %-11s %-19s %-24s %-6s %8s  %s%n";

    private TryOut() {}

    @SuppressWarnings("SystemOut") // It talks to the person at the terminal.
    public static void main(String[] arguments) throws InterruptedException {
        OperatorProcess.runAsReleased();
        var once = List.of(arguments).contains("--once");
        try {
            var held = run(System.out, once);
            if (once) {
                System.exit(held ? 0 : 1);
            }
            Thread.currentThread().join();
        } catch (EnvironmentMissingException | SQLException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(PrintStream out, boolean once) throws SQLException {
        var enGarde = EnGarde.prepare();
        out.println("Applying examples/engarde and examples/mariadb.yaml, waiting for Ready");
        var runs = enGarde.run(PATIENCE);
        print(out, runs);
        if (!once) {
            lookAround(out, enGarde.lakou());
        }
        return runs.stream().allMatch(ServiceRun::held);
    }

    private static void print(PrintStream out, List<ServiceRun> runs) {
        out.println();
        out.printf(ROW, "SERVICE", "ENGINE", "SCHEMA", "USER", "READY", "AFTER", "LOGIN");
        runs.forEach(run -> out.printf(
                ROW,
                run.service(),
                run.engine(),
                run.schema(),
                run.user(),
                run.ready(),
                run.untilReady().toMillis() + " ms",
                run.login()));
        runs.stream().filter(run -> !run.held()).forEach(run -> out.println(run.service() + ": " + run.message()));
        out.println();
    }

    private static void lookAround(PrintStream out, InstalledLakou lakou) {
        out.println(
                "export KUBECONFIG=" + lakou.controlPlane().adminKubeconfig().toAbsolutePath());
        out.println("kubectl get lakou -A                               # servers and schemas");
        out.println("kubectl get serviceschema -n marketing madansara -o yaml");
        out.println("kubectl get events -n marketing");
        out.println(
                "kubectl get secret -n marketing madansara-database -o jsonpath='{.data.DATABASE_URL}' | base64 -d");
        out.println("The operator logs to " + lakou.operator().log().toAbsolutePath());
        out.println("Running; Ctrl-C ends everything.");
    }
}
