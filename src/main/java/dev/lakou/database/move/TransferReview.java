package dev.lakou.database.move;

import java.time.Duration;
import java.util.List;

/**
 * What is known before a move.
 *
 * @param bytes that the schemas take at the source, indexes included
 * @param time how long the copy will take, roughly
 * @param gap how long the service will write nothing, roughly
 */
public record TransferReview(List<Finding> findings, long bytes, Duration time, Duration gap) {
    public TransferReview {
        findings = List.copyOf(findings);
    }

    public boolean refuses() {
        return findings.stream().anyMatch(Finding::refuses);
    }
}
