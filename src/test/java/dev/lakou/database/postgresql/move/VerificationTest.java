package dev.lakou.database.postgresql.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.move.TransferReport;
import dev.lakou.database.move.TransferReport.Comparison;
import dev.lakou.database.postgresql.move.RowSums.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {

    @Test
    void onlyTablesThatTogetherAreSmallAreReadAgain() {
        var tables = List.of(table("big", 900), table("least", 10), table("less", 50), table("middle", 60));

        assertThat(RowSums.small(tables, 100)).containsExactly("least", "less");
    }

    @Test
    void theReportSaysWhatWasComparedWhen() {
        var rehearsal = new Rehearsal(
                "0/10", new TransferReport(List.of(same("table big"), same("table small"))), List.of("table small"));

        var report = rehearsal.with(new TransferReport(List.of(same("table small"))), List.of(same("written since")));

        assertThat(report.comparisons())
                .containsExactly(same("table small"), same("table big at 0/10"), same("written since"));
    }

    private static Table table(String what, long bytes) {
        return new Table(what, "SELECT 1", bytes);
    }

    private static Comparison same(String what) {
        return new Comparison(what, "1 rows", "1 rows");
    }
}
