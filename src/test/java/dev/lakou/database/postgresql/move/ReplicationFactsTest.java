package dev.lakou.database.postgresql.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.move.Finding;
import dev.lakou.database.postgresql.move.ReplicationFacts.End;
import dev.lakou.database.postgresql.move.ReplicationFacts.Kind;
import dev.lakou.database.postgresql.move.ReplicationFacts.Limit;
import dev.lakou.model.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicationFactsTest {
    private static final Map<Limit, Integer> ENOUGH =
            Map.of(Limit.SLOTS, 3, Limit.SENDERS, 3, Limit.ORIGINS, 3, Limit.WORKERS, 2);

    @Test
    void nothingSpeaksAgainstServersThatAreMadeForIt() {
        assertThat(facts(18, "logical", ENOUGH, true, Optional.empty(), Map.of())
                        .findings())
                .isEmpty();
    }

    @Test
    void allThatSpeaksAgainstItIsToldTogether() {
        var findings = facts(
                        18,
                        "replica",
                        Map.of(Limit.SLOTS, 2, Limit.SENDERS, 0, Limit.ORIGINS, 0, Limit.WORKERS, 1),
                        false,
                        Optional.of("Connection refused"),
                        Map.of(Kind.UNLOGGED, List.of("shop.quick"), Kind.FIRING, List.of("audit of shop.orders")))
                .findings();

        assertThat(findings).hasSize(10).allMatch(Finding::refuses);
        assertThat(findings)
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("wal_level at old:5432 is replica"))
                .anyMatch(text -> text.contains("max_wal_senders at old:5432 leaves 0 free"))
                .anyMatch(text -> text.contains("max_logical_replication_workers at own:5432 leaves 1 free"))
                .anyMatch(text -> text.contains("does not reach the source old:5432: Connection refused"))
                .anyMatch(text -> text.contains("shop.quick"))
                .anyMatch(text -> text.contains("audit of shop.orders"));
    }

    @ParameterizedTest
    @CsvSource({"18, ALTER ROLE \"op\"\"s\" REPLICATION;", "15, ''"})
    void theStatementThatIsMissingIsTheOneThatTheVersionKnows(int version, String statement) {
        var findings = facts(version, "logical", ENOUGH, false, Optional.empty(), Map.of())
                .findings();

        assertThat(findings.get(0).statement().orElse("")).isEqualTo(statement);
    }

    @Test
    void aTableWithoutAKeyIsToldAndSoIsAViewButNothingIsRefused() {
        var findings = facts(
                        18,
                        "logical",
                        ENOUGH,
                        true,
                        Optional.empty(),
                        Map.of(Kind.KEYLESS, List.of("shop.log"), Kind.VIEWS, List.of("shop.sums")))
                .findings();

        assertThat(findings).hasSize(2).noneMatch(Finding::refuses);
    }

    @ParameterizedTest
    @CsvSource({
        "FATAL: password authentication failed for user \"x\", true",
        "FATAL: role \"x\" does not exist, true",
        "connection to server failed: Connection refused, false",
        "FATAL: no pg_hba.conf entry for host \"10.1.2.3\", false"
    })
    void whoeverRefusesALoginHasHeardIt(String said, boolean heard) {
        assertThat(Knock.refusal(said).isEmpty()).isEqualTo(heard);
    }

    private static ReplicationFacts facts(
            int version,
            String walLevel,
            Map<Limit, Integer> free,
            boolean permitted,
            Optional<String> unreachable,
            Map<Kind, List<String>> tables) {
        return new ReplicationFacts(
                new End("old:5432", version, new Identifier("op\"s"), new Identifier("shared")),
                new End("own:5432", 18, new Identifier("op"), new Identifier("shared")),
                false,
                walLevel,
                free,
                permitted,
                permitted,
                unreachable,
                tables);
    }
}
