/** What users write and read: the custom resources, values without logic. Absent fields are null, as in the YAML. */
@NullMarked
package dev.lakou.api;

import org.jspecify.annotations.NullMarked;
