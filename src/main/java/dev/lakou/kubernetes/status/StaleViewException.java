package dev.lakou.kubernetes.status;

/** The API server holds, or soon will, something newer than this process has seen. The watch brings it; then it is tried again. */
public final class StaleViewException extends RuntimeException {
    public StaleViewException(String message) {
        super(message);
    }

    public static StaleViewException ofSecret(String name) {
        return new StaleViewException("Secret \"" + name + "\" was changed in the meantime.");
    }
}
