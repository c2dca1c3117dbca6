package dev.lakou.environment;

import java.util.function.Consumer;

/** Where the environment says, line by line, what it is doing and waiting for. */
public final class Progress {

    private static volatile Consumer<String> listener = line -> System.err.println("[environment] " + line);

    private Progress() {}

    static void reportTo(Consumer<String> newListener) {
        listener = newListener;
    }

    public static void say(String line) {
        listener.accept(line);
    }
}
