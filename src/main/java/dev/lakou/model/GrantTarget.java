package dev.lakou.model;

import java.util.List;

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

    /**
     * One table or view.
     *
     * @param columns the only columns that the grant is on, in order; empty for all
     */
    record OfTable(Identifier schema, Identifier table, List<Identifier> columns) implements GrantTarget {
        public OfTable {
            columns = columns.stream().sorted().toList();
        }

        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofTable(this);
        }
    }

    /** Everything of one kind that the owner has in the schema today; views are tables here. */
    record AllOf(ObjectKind kind, Identifier owner, Identifier schema) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.allOf(this);
        }
    }

    /** Everything of one kind that the owner makes in the schema from now on. */
    record FutureOf(ObjectKind kind, Identifier owner, Identifier schema) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.futureOf(this);
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

    /** MySQL: a right on the whole server, in the server's own words: its plugins bring rights of their own. */
    record OfServer(String right) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofServer(this);
        }
    }

    /** MySQL: all databases whose names match a pattern, those that are made later too. */
    record OfPattern(String pattern) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofPattern(this);
        }
    }

    /**
     * MySQL: one procedure or function.
     *
     * @param kind the server's own word
     */
    record OfRoutine(Identifier schema, String kind, Identifier routine) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofRoutine(this);
        }
    }

    /** MySQL: to be another account, or to have its rights as a role; the host is empty for a role of MariaDB. */
    record OfAccount(String user, String host) implements GrantTarget {
        @Override
        public <T> T accept(Cases<T> cases) {
            return cases.ofAccount(this);
        }
    }

    /** One method for each kind of target, so that the compiler lists every place that a new kind must be finished in. */
    interface Cases<T> {
        T ofSchema(OfSchema target);

        T ofTable(OfTable target);

        T allOf(AllOf target);

        T futureOf(FutureOf target);

        T futureFunctions(FutureFunctions target);

        T ofRole(OfRole target);

        T ofServer(OfServer target);

        T ofPattern(OfPattern target);

        T ofRoutine(OfRoutine target);

        T ofAccount(OfAccount target);
    }
}
