package dev.lakou.connection;

import java.util.Optional;

/**
 * The pool that one process of a product is told to keep.
 *
 * @param size connections that it keeps
 * @param overflow those that it opens beyond them in a rush
 */
record ProductPool(int size, int overflow) {
    /**
     * What the team says; where it does not, as much as the limit leaves room for.
     *
     * @param itsOwn how many connections the product opens when it is told nothing; what is less is left alone
     */
    static Optional<ProductPool> of(Optional<Pool> told, Optional<Integer> connectionLimit, int itsOwn) {
        var overflow = told.flatMap(Pool::maxOverflow);
        return told.flatMap(Pool::size)
                .map(size -> new ProductPool(size, overflow.orElse(0)))
                .or(() -> connectionLimit
                        .map(limit -> fitting(limit, overflow))
                        .filter(fitting -> fitting.most() < itsOwn));
    }

    int most() {
        return size + overflow;
    }

    /** A fifth is spared: products open some beside their pool, Langflow two for its telemetry, most one to migrate. */
    private static ProductPool fitting(int limit, Optional<Integer> wantedOverflow) {
        var most = Math.max(1, limit * 4 / 5);
        var overflow = Math.min(wantedOverflow.orElse(most / 2), most - 1);
        return new ProductPool(most - overflow, overflow);
    }
}
