/** Runs while the project is built: finishes what the generator of the CRDs cannot say. */
@NullMarked
package dev.lakou.kubernetes.crd;

import org.jspecify.annotations.NullMarked;
