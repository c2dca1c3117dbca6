/** What both dialects share: the pool, the one type that puts names and values into SQL, files for TLS. */
@NullMarked
package dev.lakou.database.jdbc;

import org.jspecify.annotations.NullMarked;
