package dev.lakou.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.cli.doctor.Finding.Result;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.ServerPolicy.Isolation;
import dev.lakou.database.ServerProfile;
import dev.lakou.database.ServerProfile.Relying;
import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final Shortcoming CREATEROLE =
            new Shortcoming("\"a\" may not create roles.", "ALTER ROLE a CREATEROLE;");

    @Test
    void findsNothingMissingOfAServerThatHasEverything() {
        var diagnosis = diagnosis(examination(List.of(), Optional.empty(), Isolation.WHEN_UNUSED, Optional.of(80)));

        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.findings()).extracting(Finding::result).containsOnly(Result.good);
    }

    @Test
    void endsWithTwoWhereAPrivilegeIsMissing() {
        var diagnosis =
                diagnosis(examination(List.of(CREATEROLE), Optional.empty(), Isolation.WHEN_UNUSED, Optional.of(80)));

        assertThat(diagnosis.exitCode()).isEqualTo(2);
        assertThat(diagnosis.findings())
                .contains(new Finding("privileges", Result.missing, CREATEROLE.what(), CREATEROLE.statement()));
    }

    @Test
    void endsWithTwoForABrokenMinor() {
        var broken = new ServerReport(
                "17.1", Flavor.POSTGRESQL, true, 100, Optional.empty(), List.of(), List.of(), Optional.of("Upgrade."));

        var diagnosis = diagnosis(
                new Examination(configuration(Isolation.REPORT), broken, profile(Optional.empty()), Optional.of(1)));

        assertThat(diagnosis.exitCode()).isEqualTo(2);
        assertThat(diagnosis.findings()).contains(new Finding("version", Result.missing, "Upgrade.", null));
    }

    @Test
    void saysWhoWouldBeLockedOut() {
        var relying = Optional.of(new Relying("logins \"legacy\"", "GRANT CONNECT ON DATABASE engarde TO legacy;"));

        var careful = findings("locked out", examination(List.of(), relying, Isolation.WHEN_UNUSED, Optional.of(80)));
        var closing = findings("locked out", examination(List.of(), relying, Isolation.CLOSE, Optional.of(80)));

        assertThat(careful).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.good);
            assertThat(finding.what()).contains("logins \"legacy\"");
        });
        assertThat(closing).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.warning);
            assertThat(finding.what()).contains("lose", "logins \"legacy\"");
            assertThat(finding.statement()).isEqualTo("GRANT CONNECT ON DATABASE engarde TO legacy;");
        });
    }

    @Test
    void warnsOfABudgetThatTheServerDoesNotHave() {
        var fits = findings("budget", examination(List.of(), Optional.empty(), Isolation.CLOSE, Optional.of(93)));
        var exceeds = findings("budget", examination(List.of(), Optional.empty(), Isolation.CLOSE, Optional.of(94)));

        assertThat(fits).extracting(Finding::result).containsExactly(Result.good);
        assertThat(exceeds).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.warning);
            assertThat(finding.what()).contains("Set it to 93 or less");
        });
    }

    private static List<Finding> findings(String check, Examination examination) {
        return examination.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
    }

    private static Diagnosis diagnosis(Examination examination) {
        return new Diagnosis("h:5432/engarde", "a", null, null, null, examination.findings());
    }

    /** Of 100 places 3 are the server's own and 4 Lakou's. */
    private static Examination examination(
            List<Shortcoming> missing, Optional<Relying> relying, Isolation isolation, Optional<Integer> budget) {
        return new Examination(
                configuration(isolation),
                new ServerReport(
                        "18.1", Flavor.POSTGRESQL, false, 100, Optional.empty(), missing, List.of(), Optional.empty()),
                profile(relying),
                budget);
    }

    private static ServerProfile profile(Optional<Relying> relying) {
        return new ServerProfile("a", Optional.empty(), Optional.of("TLSv1.3, AES"), 3, 7, relying, List.of());
    }

    private static ServerConfiguration configuration(Isolation isolation) {
        return new ServerConfiguration(
                        Engine.POSTGRESQL,
                        "h",
                        5432,
                        Optional.of(new Identifier("engarde")),
                        "a",
                        new Password("secret"),
                        Tls.of(TlsMode.VERIFY_FULL),
                        4,
                        Optional.empty())
                .with(ServerPolicy.CAREFUL.with(isolation));
    }
}
