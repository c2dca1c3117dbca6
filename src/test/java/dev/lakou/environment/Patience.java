package dev.lakou.environment;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for what must become true: as long as a machine may need on which several classes run at once.
 *
 * <p>What comes sooner is not waited for, so that this costs those tests alone that fail.
 */
public final class Patience implements LauncherSessionListener {
    public static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
