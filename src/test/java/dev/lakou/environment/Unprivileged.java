package dev.lakou.environment;

import java.util.List;

/** Runs a command as somebody who is not root, since PostgreSQL refuses root. */
final class Unprivileged {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    // In a user namespace of its own root is nobody, but still the owner of its files.
    private static final List<String> IN_NAMESPACE = List.of("unshare", "--user");

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        return ROOT ? Command.of(IN_NAMESPACE, command) : command;
    }
}
