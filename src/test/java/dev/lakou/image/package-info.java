/**
 * The image, built by the real Jib without a container runtime or a registry, and run from its unpacked layers.
 *
 * <p>The pinned base cannot be fetched where there is no registry, so the layers are put on one made here.
 */
@NullMarked
package dev.lakou.image;

import org.jspecify.annotations.NullMarked;
