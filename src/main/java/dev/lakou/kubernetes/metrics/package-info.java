/** What Prometheus reads at {@code /q/metrics}. */
@NullMarked
package dev.lakou.kubernetes.metrics;

import org.jspecify.annotations.NullMarked;
