package dev.lakou.cli.terminal;

/** A command cannot do what it was asked. The message is for people, and never holds a secret. */
public final class Failure extends RuntimeException {
    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
