/**
 * The edge to Kubernetes: events in; Secrets, status and events out. One package for each kind, one for what both say
 * about themselves. Nothing here knows JDBC or a dialect.
 */
@NullMarked
package dev.lakou.kubernetes;

import org.jspecify.annotations.NullMarked;
