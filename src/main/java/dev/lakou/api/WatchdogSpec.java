package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which sessions of services and readers are too much for their neighbours. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.idleInTransaction) || has(self.transaction) || has(self.locks) || has(self.blocking)",
        message = "spec.watchdog says what is too much: set at least one of idleInTransaction, transaction, locks and"
                + " blocking.")
public record WatchdogSpec(
        @JsonPropertyDescription("Report (default): each session over a limit is told by an event on its resource and a"
                        + " metric. End: it is ended, too.")
                @Nullable
                Mode mode,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('1s') && duration(self) <= duration('720h')",
                        message = "spec.watchdog.idleInTransaction must be 1s or more and 720h or less.")
                @JsonPropertyDescription("How long a session may do nothing while its transaction is open.")
                @Nullable
                String idleInTransaction,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('1s') && duration(self) <= duration('720h')",
                        message = "spec.watchdog.transaction must be 1s or more and 720h or less.")
                @JsonPropertyDescription("How old a transaction may be, whatever it does.")
                @Nullable
                String transaction,
        @Min(10)
                @Max(1_000_000_000)
                @JsonPropertyDescription(
                        "How many locks a session may hold. PostgreSQL: as pg_locks shows them; MySQL: rows of InnoDB.")
                @Nullable
                Integer locks,
        @Pattern(Patterns.DURATION)
                @Size(max = 32)
                @ValidationRule(
                        value = "duration(self) >= duration('1s') && duration(self) <= duration('720h')",
                        message = "spec.watchdog.blocking must be 1s or more and 720h or less.")
                @JsonPropertyDescription(
                        "How long a session that waits for nobody itself may hold a lock that others wait for.")
                @Nullable
                String blocking) {

    /** What becomes of a session that is over a limit. */
    public enum Mode {
        Report,
        End
    }
}
