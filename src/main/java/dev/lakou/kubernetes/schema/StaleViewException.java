package dev.lakou.kubernetes.schema;

/** The API server holds something newer than this process has seen. The watch brings it; then it is tried again. */
final class StaleViewException extends RuntimeException {
    StaleViewException(String what) {
        super("Secret \"" + what + "\" was changed in the meantime.");
    }
}
