/**
 * Which replica acts: the one that holds the Lease. The Java Operator SDK has an election too, but it neither gives the
 * Lease back at the end nor outlasts an API server that is away for ten seconds.
 */
@NullMarked
package dev.lakou.kubernetes.leadership;

import org.jspecify.annotations.NullMarked;
