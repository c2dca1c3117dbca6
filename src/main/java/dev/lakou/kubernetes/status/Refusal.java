package dev.lakou.kubernetes.status;

/** A resource cannot be reconciled until something in Kubernetes changes; that change is watched for. */
public final class Refusal extends RuntimeException {
    private final transient Verdict verdict;

    public Refusal(Reason reason, String message) {
        super(message);
        this.verdict = new Verdict(reason, message);
    }

    public Verdict verdict() {
        return verdict;
    }
}
