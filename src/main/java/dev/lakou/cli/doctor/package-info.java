/** {@code doctor}: whether a server can be used, before it is. */
@NullMarked
package dev.lakou.cli.doctor;

import org.jspecify.annotations.NullMarked;
