/**
 * MySQL and MariaDB. A schema is a database there, an account owns nothing, and each statement commits by itself: so an
 * account is made locked and opened last, and every step can be repeated. Where the two differ, {@code flavor} says how.
 *
 * <p>Start at {@link dev.lakou.database.mysql.MySqlServer}. What is here decides and writes; {@code catalog} reads.
 */
@NullMarked
package dev.lakou.database.mysql;

import org.jspecify.annotations.NullMarked;
