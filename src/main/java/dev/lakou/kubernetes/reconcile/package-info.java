/** Keeps what resources ask of a server as they say, whatever their kind: one way from a desired state to what was read back. */
@NullMarked
package dev.lakou.kubernetes.reconcile;

import org.jspecify.annotations.NullMarked;
