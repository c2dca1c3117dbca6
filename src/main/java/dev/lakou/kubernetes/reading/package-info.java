/**
 * How resources are read from the API server: one that was stored under an older CRD, and that this version cannot hold,
 * concerns nobody but itself. Begin with {@link dev.lakou.kubernetes.reading.TolerantReading}.
 */
@NullMarked
package dev.lakou.kubernetes.reading;

import org.jspecify.annotations.NullMarked;
