package dev.lakou.database.postgresql.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.model.Identifier;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names of the roles that belong to a schema, a database or the platform. */
public final class PostgresNames {
    /** Owns every schema; Lakou acts as this role, so that its own login can be replaced. */
    public static final Identifier ADMIN = new Identifier("lakou_admin");

    public static final String RESERVED_PREFIX = "lakou_";

    /** NAMEDATALEN - 1: PostgreSQL cuts a longer name off with no more than a notice. */
    public static final int LONGEST = 63;

    private static final int HASH_DIGITS = 8;

    private PostgresNames() {}

    public static Identifier owner(Identifier schema) {
        return fitting(schema.value() + "_owner");
    }

    public static Identifier readers(Identifier schema) {
        return fitting(schema.value() + "_readers");
    }

    public static Identifier writers(Identifier schema) {
        return fitting(schema.value() + "_writers");
    }

    /** The login that takes turns with this one. */
    public static Identifier secondLogin(Identifier user) {
        return fitting(user.value() + "_2");
    }

    /** Who may connect to the database, and make temporary tables there. */
    public static Identifier connectGroup(Identifier database) {
        return fitting(RESERVED_PREFIX + "connect_" + database.value());
    }

    /** Who may connect to the database, and no more. */
    public static Identifier readGroup(Identifier database) {
        return fitting(RESERVED_PREFIX + "read_" + database.value());
    }

    public static int bytes(String name) {
        return name.getBytes(UTF_8).length;
    }

    /** The name, or if it is too long its beginning with a hash of all of it. */
    public static Identifier fitting(String name) {
        if (bytes(name) <= LONGEST) {
            return new Identifier(name);
        }
        var beginning = name;
        while (bytes(beginning) > LONGEST - HASH_DIGITS - 1) {
            beginning = beginning.substring(0, beginning.offsetByCodePoints(beginning.length(), -1));
        }
        return new Identifier(beginning + "_" + hash(name));
    }

    private static String hash(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
