/** What speaks against taking over what others made. */
@NullMarked
package dev.lakou.database.mysql.adoption;

import org.jspecify.annotations.NullMarked;
