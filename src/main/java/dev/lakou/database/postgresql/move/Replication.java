package dev.lakou.database.postgresql.move;

import dev.lakou.database.TlsMode;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.move.Fence;
import dev.lakou.database.move.Listing;
import dev.lakou.database.move.Pause;
import dev.lakou.database.move.TransferReport.Comparison;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** Has the servers copy rows, and what is written meanwhile, by their own logical replication. */
record Replication(
        MoveEnd source, MoveEnd target, Publication publication, Replicator replicator, Subscription subscription) {
    private static final Duration STEP = Duration.ofMillis(5);

    /** A slot without a subscription is what was left by one that never came to be. */
    void start() {
        if (!subscription.isThere()) {
            publication.create();
            replicator.dropSlots(publication.subscription());
            subscription.create(address(replicator.login(), replicator.open()));
        }
        publication.note(subscription.number());
    }

    /** Asks the source by the target, as somebody who is not there; to be taken back. */
    SqlText knock() {
        return MoveEnd.sql()
                .sql("CREATE SUBSCRIPTION ")
                .name(new Identifier(subscription.name().value() + "_knock"))
                .sql(" CONNECTION ")
                .secret(address(
                        new Identifier(replicator.login().value() + "_knock"), Password.generate(new SecureRandom())))
                .sql(" PUBLICATION ")
                .name(publication.name())
                .sql(" WITH (connect = true, create_slot = false, enabled = false, slot_name = NONE)");
    }

    private String address(Identifier login, Password password) {
        return "host=%s port=%d dbname=%s user=%s password=%s sslmode=%s connect_timeout=10"
                .formatted(
                        quoted(source.configuration().host()),
                        source.configuration().port(),
                        quoted(source.database().value()),
                        quoted(login.value()),
                        quoted(password.value()),
                        encryption(source.configuration().tls().mode()));
    }

    /** The authority's certificate is not on the target's disk; the password is told to nobody in any case (SCRAM). */
    private static String encryption(TlsMode mode) {
        return switch (mode) {
            case DISABLE -> "disable";
            case PREFER -> "prefer";
            case REQUIRE, VERIFY_CA, VERIFY_FULL -> "require";
        };
    }

    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    boolean caughtUp(Fence fence, Duration atMost) {
        return hasApplied(fence.position(), atMost) && subscription.pending().isEmpty();
    }

    /** Waits for it. */
    boolean hasApplied(String position, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        return target.with(connection -> {
            while (!subscription.hasApplied(connection, position)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Pause.ofMillis(STEP.toMillis());
            }
            return true;
        });
    }

    /**
     * What is known of all that was written between two positions.
     *
     * @param formerTroubles of the subscription at the first of them
     */
    List<Comparison> since(String first, String last, String formerTroubles) {
        var waiting = subscription.pending();
        return List.of(
                new Comparison(
                        "tables that follow", Listing.of(publication.tables()), Listing.of(subscription.tables())),
                new Comparison("errors and conflicts since " + first, formerTroubles, subscription.troubles()),
                new Comparison(
                        "written since " + first,
                        "all up to " + last,
                        waiting.isEmpty() ? "all up to " + last : "not yet of " + String.join(", ", waiting)));
    }

    /** Leaves nothing of it at the source. Those who were never noted are known to the target alone, until the subscription is dropped there. */
    void unpublish() {
        replicator.remove(publication.subscription());
        publication.drop();
    }
}
