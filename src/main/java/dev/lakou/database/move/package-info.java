/**
 * Moving a schema from one server to another: {@link dev.lakou.database.move.SchemaTransfer} is the port, opened by
 * {@link dev.lakou.database.move.SchemaTransfers}. Who calls it decides when, and makes the one write that says which
 * server is the schema's; before that everything here can be taken back, after it everything goes forward.
 */
@NullMarked
package dev.lakou.database.move;

import org.jspecify.annotations.NullMarked;
