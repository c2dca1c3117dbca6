/** Looks after DatabaseServers: opens them, prepares them, says what they are and who may use them. */
@NullMarked
package dev.lakou.kubernetes.server;

import org.jspecify.annotations.NullMarked;
