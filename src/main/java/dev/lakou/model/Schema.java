package dev.lakou.model;

import java.util.Optional;

/**
 * A schema of PostgreSQL, or a database of MySQL (which calls the two the same).
 *
 * @param owner the role that owns it; empty where the engine knows no owners
 * @param comment what is written on it: a {@link Marker}, or somebody else's words
 */
public record Schema(Identifier name, Optional<Identifier> owner, Optional<String> comment) {}
