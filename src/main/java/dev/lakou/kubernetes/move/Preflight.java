package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveSpec.Method;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.Engine;
import dev.lakou.database.move.Finding;
import dev.lakou.database.move.SchemaTransfers;
import dev.lakou.database.move.TransferReview;
import dev.lakou.kubernetes.schema.SchemaElsewhere;
import dev.lakou.kubernetes.status.Outcome;
import dev.lakou.kubernetes.status.Reason;
import dev.lakou.kubernetes.status.StalledException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The look before a move: all that speaks against it, together. It changes nothing. */
@Singleton
class Preflight {
    private final SchemaTransfers transfers;
    private final SchemaElsewhere elsewhere;
    private final MoveSubjects subjects;
    private final Clock clock;

    Preflight(SchemaTransfers transfers, SchemaElsewhere elsewhere, MoveSubjects subjects, Clock clock) {
        this.transfers = transfers;
        this.subjects = subjects;
        this.elsewhere = elsewhere;
        this.clock = clock;
    }

    MoveTurn check(MoveSubject subject) {
        var findings = new ArrayList<>(subjects.objections(subject));
        fit(subject).ifPresent(findings::add);
        var review = review(subject, findings);
        review.flatMap(known -> tooLong(subject, known)).ifPresent(findings::add);
        elsewhere.leftBehind(subject.schema()).stream()
                .map(Preflight::leftBehind)
                .forEach(findings::add);
        findings.sort(Comparator.comparing(Finding::refuses).reversed());
        return told(findings, review)
                .with(draft ->
                        draft.between(subject.source().name(), subject.target().name()));
    }

    private MoveTurn told(List<Finding> findings, Optional<TransferReview> review) {
        var words = findings.stream().map(Preflight::words).toList();
        var size = review.map(known -> Sizes.of(known.bytes())).orElse(null);
        var refusing = findings.stream().filter(Finding::refuses).toList();
        if (!refusing.isEmpty()) {
            return MoveTurn.of(
                            Reason.MoveRefused,
                            Phase.Checking,
                            "Nothing is changed: %d things speak against it, and status.findings has all. First: %s"
                                    .formatted(refusing.size(), words(refusing.get(0))))
                    .with(draft -> draft.found(words, size).next("It is looked at again every 15 seconds."));
        }
        var known = review.orElseThrow();
        var begin = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return MoveTurn.moving(
                        Phase.Preparing, "The schema, its logins and its tables are made on the other server, empty.")
                .with(draft -> draft.found(words, size)
                        .begun(begin)
                        .next("About %s to copy, and then about %s in which the service cannot write."
                                .formatted(Sizes.of(known.time()), Sizes.of(known.gap()))));
    }

    private Optional<Finding> fit(MoveSubject subject) {
        try {
            elsewhere.review(subject.schema(), subject.target(), subject.context());
            return Optional.empty();
        } catch (StalledException | DatabaseException e) {
            return Optional.of(Finding.refusing(Outcome.of(e).message()));
        }
    }

    private Optional<TransferReview> review(MoveSubject subject, List<Finding> findings) {
        try (var transfer = subject.open(transfers)) {
            var review = transfer.review();
            findings.addAll(review.findings());
            return Optional.of(review);
        } catch (DatabaseException e) {
            findings.add(Finding.refusing(Outcome.of(e).message()));
            return Optional.empty();
        }
    }

    private static Optional<Finding> tooLong(MoveSubject subject, TransferReview review) {
        var longest = subject.longestGap();
        return review.gap().compareTo(longest) <= 0
                ? Optional.empty()
                : Optional.of(Finding.refusing(
                        "The service could not write for about %s, and spec.maximumGap is %s. Raise it%s."
                                .formatted(
                                        Sizes.of(review.gap()),
                                        Sizes.of(longest),
                                        isCopyByChoice(subject)
                                                ? ", or make a SchemaMove with spec.method Replicate"
                                                : "")));
    }

    /** Between other servers there is no other way. */
    private static boolean isCopyByChoice(MoveSubject subject) {
        return MoveSubject.method(subject.move()) == Method.Copy
                && subject.source().configuration().engine() == Engine.POSTGRESQL;
    }

    private static Finding leftBehind(String user) {
        return Finding.telling("%s uses this schema, and cannot once it is on another server.".formatted(user));
    }

    private static String words(Finding finding) {
        var statement = finding.statement().map(" A DBA can run: "::concat).orElse("");
        return (finding.refuses() ? "" : "Note: ") + finding.text() + statement;
    }
}
