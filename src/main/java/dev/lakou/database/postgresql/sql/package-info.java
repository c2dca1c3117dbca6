/** What all of this dialect writes and reads with: quoting, names, rows of an answer, and in whose name a statement runs. */
@NullMarked
package dev.lakou.database.postgresql.sql;

import org.jspecify.annotations.NullMarked;
