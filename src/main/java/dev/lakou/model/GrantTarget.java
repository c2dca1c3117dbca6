package dev.lakou.model;

/** What a grant is on. */
public sealed interface GrantTarget {

    <T> T accept(Cases<T> cases);

    /** The schema itself; in MySQL, everything in it. */
    record OfSchema(Identifier schema) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofSchema(this);
        }
    }

    /** Every table and view that the schema holds today. */
    record AllTables(Identifier schema) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.allTables(this);
        }
    }

    /** Every table and view that the owner makes in the schema from now on. */
    record FutureTables(Identifier owner, Identifier schema) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.futureTables(this);
        }
    }

    /** Every function that the owner makes anywhere from now on. */
    record FutureFunctions(Identifier owner) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.futureFunctions(this);
        }
    }

    /** Membership in the role. */
    record OfRole(Identifier role) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofRole(this);
        }
    }

    /** One method for each kind of target, so that the compiler lists every place that a new kind must be finished in. */
    interface Cases<T> {
        T ofSchema(OfSchema target);

        T allTables(AllTables target);

        T futureTables(FutureTables target);

        T futureFunctions(FutureFunctions target);

        T ofRole(OfRole target);
    }
}
