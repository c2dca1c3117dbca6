package dev.lakou.kubernetes.status;

/** Something is on its way that this process has not seen or done yet; in a moment it is tried again. */
public final class StaleViewException extends RuntimeException {
    public StaleViewException(String message) {
        super(message);
    }

    public static StaleViewException ofSecret(String name) {
        return new StaleViewException("Secret \"" + name + "\" was changed in the meantime.");
    }
}
