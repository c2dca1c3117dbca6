package dev.lakou.database.postgresql.move;

import dev.lakou.database.move.Listing;
import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.postgresql.sql.PostgresNames;
import dev.lakou.model.Identifier;

/** The names of what a move makes; slots have only small letters, digits and underscores. */
record MoveNames(String stem) {
    static MoveNames of(MoveOrder order) {
        return new MoveNames("lakou_move_"
                + Listing.hash(order.service() + " " + order.schemas().get(0).source()));
    }

    /** Owns the tables while DDL is frozen. */
    Identifier frozen() {
        return new Identifier(stem);
    }

    /** The target comes in by it. */
    Identifier replicator() {
        return new Identifier(stem + "_login");
    }

    /** Publication, subscription and slot. */
    Identifier replication() {
        return new Identifier(stem);
    }

    /** No name is used twice on a server, so that a schema may come back and leave again. */
    static Identifier aside(Identifier schema, long oid) {
        return PostgresNames.fitting("lakou_moved_" + oid + "_" + schema.value());
    }

    static Identifier asideOwner(long oid) {
        return new Identifier("lakou_moved_" + oid);
    }
}
