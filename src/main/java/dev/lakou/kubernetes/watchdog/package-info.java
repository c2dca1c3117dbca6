/** Ends, or tells, the sessions that are too much for their neighbours. Begin at {@code Watchdog}. */
@NullMarked
package dev.lakou.kubernetes.watchdog;

import org.jspecify.annotations.NullMarked;
