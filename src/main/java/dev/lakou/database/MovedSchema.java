package dev.lakou.database;

import dev.lakou.model.Identifier;

/**
 * A schema that was moved away, and is kept aside for a while.
 *
 * @param aside the name it has now
 * @param destination how people call the server it went to
 */
public record MovedSchema(Identifier aside, String destination) {}
