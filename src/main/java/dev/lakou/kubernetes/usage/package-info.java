/** What the tenants of each server use: read again and again, and kept for whoever tells of it. Begin at {@code UsageWatch}. */
@NullMarked
package dev.lakou.kubernetes.usage;

import org.jspecify.annotations.NullMarked;
