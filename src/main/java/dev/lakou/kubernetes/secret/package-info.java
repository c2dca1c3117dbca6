/** What a login is let in with: issued once, written to a Secret, rotated while the one before goes on working. */
@NullMarked
package dev.lakou.kubernetes.secret;

import org.jspecify.annotations.NullMarked;
