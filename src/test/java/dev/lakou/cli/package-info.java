/** {@code kubectl lakou} as people call it: its exit codes, and what it writes. */
@NullMarked
package dev.lakou.cli;

import org.jspecify.annotations.NullMarked;
