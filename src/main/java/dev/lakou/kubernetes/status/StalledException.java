package dev.lakou.kubernetes.status;

/** A resource cannot be reconciled until something in Kubernetes changes; that change is watched for. */
public final class StalledException extends RuntimeException {
    private final transient Outcome outcome;

    public StalledException(Reason reason, String message) {
        super(message);
        this.outcome = new Outcome(reason, message);
    }

    public Outcome outcome() {
        return outcome;
    }
}
