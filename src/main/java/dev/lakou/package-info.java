/** Lakou: a Kubernetes operator that gives each service a schema of its own in a shared database server. */
@NullMarked
package dev.lakou;

import org.jspecify.annotations.NullMarked;
