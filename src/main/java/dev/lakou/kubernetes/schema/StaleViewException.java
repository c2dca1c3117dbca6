package dev.lakou.kubernetes.schema;

/** The API server holds, or soon will, something newer than this process has seen. The watch brings it; then it is tried again. */
final class StaleViewException extends RuntimeException {
    StaleViewException(String message) {
        super(message);
    }

    static StaleViewException ofSecret(String name) {
        return new StaleViewException("Secret \"" + name + "\" was changed in the meantime.");
    }
}
