/** Keeps what resources ask of a server as they say, whatever their kind: one way from a wish to what was read back. */
@NullMarked
package dev.lakou.kubernetes.upkeep;

import org.jspecify.annotations.NullMarked;
