/**
 * What a service is told: the keys of its Secret. One connection becomes a URL for each kind of client, the keys of a
 * preset, keys of the team's own making, and the entries of a service binding. Values only; Kubernetes is not known
 * here.
 */
@NullMarked
package dev.lakou.connection;

import org.jspecify.annotations.NullMarked;
