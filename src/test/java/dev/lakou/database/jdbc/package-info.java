/** How SQL is put together. */
@NullMarked
package dev.lakou.database.jdbc;

import org.jspecify.annotations.NullMarked;
