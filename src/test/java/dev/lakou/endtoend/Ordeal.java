package dev.lakou.endtoend;

import dev.lakou.faults.Write;
import java.sql.SQLException;
import java.util.List;

/** What one service goes through while the operator is killed. */
interface Ordeal {
    /** Asks for what must be there before. */
    void prepare() throws SQLException;

    /** @throws AssertionError while it is not there */
    void requirePrepared() throws SQLException;

    void begin();

    /**
     * What holds also while there is no operator.
     *
     * @param writes the ones that were made, or were about to be
     */
    void requireServed(List<Write> writes) throws SQLException;

    /** @throws AssertionError unless everything is as if nothing had happened */
    void requireDone() throws SQLException;

    /** The operations of the operator that write something. */
    enum Kind {
        CREATE,
        ROTATE,
        ADOPT,
        RETAIN,
        DELETE;

        Ordeal of(CrashedService service) {
            return switch (this) {
                case CREATE -> new CreateOrdeal(service);
                case ROTATE -> new RotateOrdeal(service);
                case ADOPT -> new AdoptOrdeal(service);
                case RETAIN -> new DepartOrdeal(service, "Retain");
                case DELETE -> new DepartOrdeal(service, "Delete");
            };
        }
    }
}
