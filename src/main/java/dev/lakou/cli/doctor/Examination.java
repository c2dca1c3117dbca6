package dev.lakou.cli.doctor;

import dev.lakou.cli.doctor.Finding.Result;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.TlsMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what a server's answers mean for whoever wants Lakou to use it.
 *
 * @param budget what its manifest promises to services together
 */
record Examination(
        ServerConfiguration configuration, ServerReport report, ServerProfile profile, Optional<Integer> budget) {

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        version(findings);
        all(
                findings,
                "privileges",
                Result.missing,
                report.missing(),
                "\"%s\" has what Lakou needs%s."
                        .formatted(profile.login(), report.superuser() ? ", as it may do everything" : ""));
        all(findings, "limits", Result.warning, report.limits(), "Everything that Lakou does works here.");
        all(findings, "public", Result.warning, report.open(), "Nothing is open to everybody.");
        lockedOut().ifPresent(findings::add);
        findings.add(tls());
        findings.add(connections());
        all(findings, "metrics", Result.note, report.unmeasured(), "All metrics of what services use can be read.");
        all(findings, "moves", Result.note, profile.unmovable(), "Schemas could be moved from it by replication.");
        return findings;
    }

    private void version(List<Finding> findings) {
        findings.add(report.roleSwitchFault()
                .map(fault -> new Finding("version", Result.missing, fault, null))
                .orElseGet(() -> Finding.good(
                        "version",
                        "%s %s has no fault that Lakou knows of."
                                .formatted(report.flavor().productName(), report.version()))));
    }

    private static void all(
            List<Finding> findings, String check, Result result, List<Shortcoming> shortcomings, String otherwise) {
        if (shortcomings.isEmpty()) {
            findings.add(Finding.good(check, otherwise));
        }
        shortcomings.forEach(one -> findings.add(Finding.of(check, result, one)));
    }

    /** MySQL gives nothing to everybody by itself. */
    private Optional<Finding> lockedOut() {
        if (configuration.database().isEmpty()) {
            return Optional.empty();
        }
        var relying = profile.relying();
        if (relying.isEmpty()) {
            return Optional.of(Finding.good("locked out", "Nobody relies on what PUBLIC may do with the database."));
        }
        var who = relying.get().who();
        return Optional.of(
                configuration.policy().isolation() == Isolation.CLOSE
                        ? new Finding(
                                "locked out",
                                Result.warning,
                                "spec.isolation is Close: these lose what they have from PUBLIC: %s.".formatted(who),
                                relying.get().remedy().isEmpty()
                                        ? null
                                        : relying.get().remedy())
                        : Finding.good(
                                "locked out",
                                "Nobody: Lakou leaves to PUBLIC what it has, on which these rely: %s. spec.isolation: Close would lock them out."
                                        .formatted(who)));
    }

    private Finding tls() {
        var mode = configuration.tls().mode();
        if (profile.tls().isEmpty()) {
            return Finding.warning(
                    "tls",
                    mode == TlsMode.DISABLE
                            ? "The connection is in the clear, as tls.mode Disable says: passwords never cross it,"
                                    + " data does."
                            : "The connection is in the clear, since the server offers no TLS: passwords never cross"
                                    + " it, data does.");
        }
        return switch (mode) {
            case VERIFY_FULL ->
                Finding.good(
                        "tls",
                        "%s; the certificate is verified."
                                .formatted(profile.tls().get()));
            case VERIFY_CA ->
                Finding.good(
                        "tls",
                        "%s; the certificate is verified, but not for the host that it names."
                                .formatted(profile.tls().get()));
            case DISABLE, PREFER, REQUIRE ->
                Finding.note(
                        "tls",
                        "%s; nobody looks at the certificate: tls.mode VerifyFull does."
                                .formatted(profile.tls().get()));
        };
    }

    private Finding connections() {
        var free = report.maxConnections() - profile.reserved() - configuration.maxConnections();
        var room =
                "The server lets in %d clients; %d places are kept for its administrators and %d for Lakou, which leaves %d to services. %d are connected now."
                        .formatted(
                                report.maxConnections(),
                                profile.reserved(),
                                configuration.maxConnections(),
                                Math.max(0, free),
                                profile.connected());
        if (budget.isEmpty()) {
            return Finding.note(
                    "budget", room + " Without spec.connectionBudget, services may be promised any number.");
        }
        return budget.get() > free
                ? Finding.warning(
                        "budget",
                        "%s spec.connectionBudget is %d: services may be promised more than there are. Set it to %d or less."
                                .formatted(room, budget.get(), Math.max(1, free)))
                : Finding.good("budget", "%s spec.connectionBudget is %d.".formatted(room, budget.get()));
    }
}
