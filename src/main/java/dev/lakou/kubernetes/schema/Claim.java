package dev.lakou.kubernetes.schema;

import dev.lakou.model.Identifier;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import java.util.Optional;

/** A name that can belong to one service of a server only. */
record Claim(Kind kind, Identifier name) {

    /** Whether a service has its mark on something already. */
    static boolean isMarked(State desired, State actual) {
        return actual.roles().stream()
                        .anyMatch(found ->
                                desired.role(found.name()).map(Role::comment).equals(Optional.of(found.comment())))
                || actual.schemas().stream().anyMatch(found -> desired.schema(found.name())
                        .map(Schema::comment)
                        .equals(Optional.of(found.comment())));
    }

    @Override
    public String toString() {
        return kind.word + " \"" + name + '"';
    }

    enum Kind {
        SCHEMA("schema"),
        ROLE("role");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }
}
