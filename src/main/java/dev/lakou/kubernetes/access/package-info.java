/** Who may do what in whose schema: what one resource asks for, and what the other consents to. */
@NullMarked
package dev.lakou.kubernetes.access;

import org.jspecify.annotations.NullMarked;
