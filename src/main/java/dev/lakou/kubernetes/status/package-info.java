/** What Lakou says of a resource: one reason and one message, written to its conditions and told as an event. */
@NullMarked
package dev.lakou.kubernetes.status;

import org.jspecify.annotations.NullMarked;
