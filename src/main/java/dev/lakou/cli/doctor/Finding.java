package dev.lakou.cli.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lakou.cli.terminal.Terminal.Colour;
import dev.lakou.database.ServerReport.Shortcoming;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param check what was looked at, in a word or two
 * @param statement the SQL that a DBA can run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Finding(String check, Result result, String what, @Nullable String statement) {

    static Finding good(String check, String what) {
        return new Finding(check, Result.good, what, null);
    }

    static Finding note(String check, String what) {
        return new Finding(check, Result.note, what, null);
    }

    static Finding warning(String check, String what) {
        return new Finding(check, Result.warning, what, null);
    }

    static Finding of(String check, Result result, Shortcoming shortcoming) {
        return new Finding(check, result, shortcoming.what(), shortcoming.statement());
    }

    /** How it is, in the words of the answer. */
    enum Result {
        good(Colour.GOOD),
        note(Colour.FAINT),
        warning(Colour.DOUBTFUL),
        /** Lakou cannot work without it. */
        missing(Colour.BAD);

        private final Colour colour;

        Result(Colour colour) {
            this.colour = colour;
        }

        Colour colour() {
            return colour;
        }
    }
}
