/** What speaks against taking over what others made, and the statements that do it. */
@NullMarked
package dev.lakou.database.postgresql.adoption;

import org.jspecify.annotations.NullMarked;
