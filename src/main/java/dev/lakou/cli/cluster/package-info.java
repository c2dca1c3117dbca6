/** The cluster that a kubeconfig leads to, and manifests that may not be in it yet. */
@NullMarked
package dev.lakou.cli.cluster;

import org.jspecify.annotations.NullMarked;
