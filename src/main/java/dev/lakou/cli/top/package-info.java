/** {@code top}: what each service uses of its server now. */
@NullMarked
package dev.lakou.cli.top;

import org.jspecify.annotations.NullMarked;
