/** What a move between two PostgreSQL servers decides without them. */
@NullMarked
package dev.lakou.database.postgresql.move;

import org.jspecify.annotations.NullMarked;
