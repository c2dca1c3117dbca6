package dev.lakou.environment;

import java.nio.file.Path;
import java.util.List;

/**
 * A disk that is soon full: memory that only one process, and those that it starts, see as a folder. It goes with them.
 *
 * @param folder where they see it
 */
public record SmallDisk(Path folder, int megabytes) {
    // Root may mount in a namespace of its own, and is nobody in the one within.
    private static final String MOUNT =
            "mount -t tmpfs -o size=%dm,mode=700 small '%s' && exec unshare --user -- \"$@\"";

    public static SmallDisk of(int megabytes) {
        return new SmallDisk(Watchdog.shared().temporaryFolder("small-disk"), megabytes);
    }

    /** Runs a command that sees it, as somebody who is not root. */
    List<String> command(List<String> command) {
        return Command.of(
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        MOUNT.formatted(megabytes, folder),
                        "small-disk"),
                command);
    }
}
