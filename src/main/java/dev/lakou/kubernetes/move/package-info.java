/**
 * Takes a service to another server. {@link dev.lakou.kubernetes.move.SchemaMoveReconciler} asks
 * {@link dev.lakou.kubernetes.move.MoveDecision} for the next step and has it made in the background; a step leaves what
 * it found in the status, from which the next process goes on. One write decides
 * ({@link dev.lakou.kubernetes.move.SchemaSwitch}): before it all is taken back on any doubt, after it all goes forward.
 */
@NullMarked
package dev.lakou.kubernetes.move;

import org.jspecify.annotations.NullMarked;
