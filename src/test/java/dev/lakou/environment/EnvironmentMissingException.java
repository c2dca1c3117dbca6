package dev.lakou.environment;

/** A part of the test environment cannot be had on this machine; the message says what was tried and what to do. */
public final class EnvironmentMissingException extends RuntimeException {

    public EnvironmentMissingException(String part, String tried, String remedy) {
        super(message(part, tried, remedy));
    }

    public EnvironmentMissingException(String part, String tried, String remedy, Throwable cause) {
        super(message(part, tried, remedy), cause);
    }

    private static String message(String part, String tried, String remedy) {
        return "%s is missing. Tried: %s. To do: %s.".formatted(part, tried, remedy);
    }
}
