/** {@code plan}: what the operator would do with manifests, asked of the servers as they are. */
@NullMarked
package dev.lakou.cli.plan;

import org.jspecify.annotations.NullMarked;
