package dev.lakou.environment;

/** A part of the test environment cannot be had on this machine; the message says what was tried and what to do. */
public final class EnvironmentMissingException extends RuntimeException {

    public EnvironmentMissingException(String what, String tried, String remedy) {
        super("%s: tried %s. To do: %s.".formatted(what, tried, remedy));
    }

    EnvironmentMissingException(String what, String tried, String remedy, Throwable cause) {
        this(what, tried, remedy);
        initCause(cause);
    }

    EnvironmentMissingException(Part part, EnvironmentMissingException cause) {
        super("%s is missing. %s".formatted(part, cause.getMessage()), cause);
    }
}
