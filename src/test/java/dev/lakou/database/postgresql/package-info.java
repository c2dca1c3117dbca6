/** PostgreSQL 14 to 18, each with three kinds of administrator. */
@NullMarked
package dev.lakou.database.postgresql;

import org.jspecify.annotations.NullMarked;
