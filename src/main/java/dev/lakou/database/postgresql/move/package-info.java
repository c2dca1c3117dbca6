/**
 * Moves a schema between two PostgreSQL servers: {@link dev.lakou.database.postgresql.move.PostgresTransfer} is the table
 * of contents. The structure is what {@code pg_dump} writes; rows go by COPY, or by the servers' logical replication.
 */
@NullMarked
package dev.lakou.database.postgresql.move;

import org.jspecify.annotations.NullMarked;
