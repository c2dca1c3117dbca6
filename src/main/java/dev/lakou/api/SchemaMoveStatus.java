package dev.lakou.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a move is.
 *
 * @param from the DatabaseServer that the service is on before
 * @param to the DatabaseServer that the service is on after
 * @param percent how much of the present phase is done
 * @param size what there is to copy, such as 1.2Gi
 * @param lag how far the copy is behind, such as 16Ki
 * @param next what comes next, and who it waits for
 * @param findings what the look before the move found, refusals first, as many as fit
 * @param gap how long the service could not write
 * @param beginTime when the first change was made (RFC 3339)
 * @param switchTime when the service was on the other server (RFC 3339)
 * @param setAside what the schema is called at the former server now
 * @param verified what was compared before the service was taken over, and was the same on both sides: the rows of each
 *     table with their checksum, and all else; as much as fits
 * @param verifiedCount how many things were compared
 * @param observedGeneration the generation of the spec that this status tells about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SchemaMoveStatus(
        @Nullable Phase phase,
        @Nullable String from,
        @Nullable String to,
        @Nullable Integer percent,
        @Nullable String size,
        @Nullable String lag,
        @Nullable String next,
        @Nullable List<String> findings,
        @Nullable @Size(max = 32) String gap,
        @Nullable @Size(max = 64) String beginTime,
        @Nullable @Size(max = 64) String switchTime,
        @Nullable String setAside,
        @Nullable List<String> verified,
        @Nullable Integer verifiedCount,
        @Nullable Long observedGeneration,
        List<Condition> conditions) {

    /** The phases of a move, in their order. */
    public enum Phase {
        /** Nothing is changed yet. */
        Checking,
        /** The other server gets the schema, its logins and its empty tables. */
        Preparing,
        /** Rows go over while the service writes on. */
        Copying,
        /** What the service writes follows. */
        Following,
        /** All of it is there, but for a person's word. */
        AwaitingApproval,
        /** The service does not write; the rest goes over and is compared. */
        CuttingOver,
        /** The service is on the other server; the former one is closed to it. */
        Switched,
        /** What is left at the former server is set aside. */
        Keeping,
        /** Nothing is left to do. */
        Finished,
        /** What was begun is being taken back. */
        CallingOff,
        /** The service is where it was, and nothing of the move is left. */
        CalledOff
    }
}
