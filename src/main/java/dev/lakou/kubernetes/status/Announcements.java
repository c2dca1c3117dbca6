package dev.lakou.kubernetes.status;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was last announced of each resource, so that it is not announced again. */
final class Announcements {
    /** Of more resources than are likely to be in trouble at once; the rest would be announced once more. */
    private static final int MOST = 1000;

    private final Map<String, String> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** Whether this was not the last that was announced of it; from now on it is. */
    synchronized boolean isNew(String resource, String text) {
        return !text.equals(last.put(resource, text));
    }
}
