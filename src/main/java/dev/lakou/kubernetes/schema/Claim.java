package dev.lakou.kubernetes.schema;

import dev.lakou.model.Identifier;

/** A name that can belong to one service of a server only. */
record Claim(Kind kind, Identifier name) {

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
