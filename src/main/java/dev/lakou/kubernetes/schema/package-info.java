/** Looks after ServiceSchemas: from the spec to a service, its Secret and its status. */
@NullMarked
package dev.lakou.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
