package dev.lakou.model;

import java.util.Optional;

/**
 * A schema of PostgreSQL, or a database of MySQL (which calls the two the same).
 *
 * @param owner the role that owns it; empty where the engine knows no owners
 * @param comment what is written on it: a {@link Marker}, or somebody else's words
 * @param adopted whether the marker says that somebody else made it
 */
public record Schema(Identifier name, Optional<Identifier> owner, Optional<String> comment, boolean adopted) {
    /** As a server has it, or as it is desired. */
    public Schema(Identifier name, Optional<Identifier> owner, Optional<String> comment) {
        this(
                name,
                owner,
                comment.map(Marker::plain),
                comment.filter(Marker::isAdopted).isPresent());
    }

    /** The same without a comment. */
    public Schema unmarked() {
        return new Schema(name, owner, Optional.empty());
    }
}
