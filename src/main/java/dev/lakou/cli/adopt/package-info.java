/** {@code adopt}: manifests for what is on a server already. */
@NullMarked
package dev.lakou.cli.adopt;

import org.jspecify.annotations.NullMarked;
