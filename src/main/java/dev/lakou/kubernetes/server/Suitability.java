package dev.lakou.kubernetes.server;

import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** Whether Lakou can work on a server that answered, and what a DBA must do before it can. */
public final class Suitability {
    private Suitability() {}

    public static Outcome of(ServerReport report) {
        if (!report.missing().isEmpty()) {
            return report.missing().stream().allMatch(Shortcoming::ofSetting)
                    ? new Outcome(
                            Reason.ServerUnsuitable,
                            remedies("The server cannot be used as it is set up. ", report.missing()))
                    : new Outcome(
                            Reason.AdminLacksPrivilege,
                            remedies("The administrator lacks privileges. ", report.missing()));
        }
        return report.roleSwitchFault()
                .map(fault -> new Outcome(Reason.RoleSwitchUnsupported, fault))
                .orElseGet(() -> new Outcome(
                        Reason.Reconciled,
                        "%s %s is ready for schemas.".formatted(report.flavor().productName(), report.version())));
    }

    static String remedies(String intro, List<Shortcoming> shortcomings) {
        return shortcomings.stream().map(Shortcoming::words).collect(Collectors.joining(" ", intro, ""));
    }
}
