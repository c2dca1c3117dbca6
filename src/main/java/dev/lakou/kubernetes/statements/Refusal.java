package dev.lakou.kubernetes.statements;

/** Why a question is not answered. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status of HTTP
     * @param message for whoever asked
     */
    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
