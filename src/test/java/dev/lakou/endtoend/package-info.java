/** Lakou as a whole: the packaged operator in a real control plane, in front of real servers, used by real clients. */
@NullMarked
package dev.lakou.endtoend;

import org.jspecify.annotations.NullMarked;
