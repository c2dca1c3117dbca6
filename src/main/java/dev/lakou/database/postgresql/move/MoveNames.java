package dev.lakou.database.postgresql.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.database.move.MoveOrder;
import dev.lakou.database.postgresql.PostgresNames;
import dev.lakou.model.Identifier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names of what a move makes; slots have only small letters, digits and underscores. */
record MoveNames(String stem) {
    private static final int HASH_DIGITS = 16;

    static MoveNames of(MoveOrder order) {
        return new MoveNames("lakou_move_"
                + hash(order.service() + " " + order.schemas().get(0).source()));
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

    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
