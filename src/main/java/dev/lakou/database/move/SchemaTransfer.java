package dev.lakou.database.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.model.Identifier;
import java.time.Duration;
import java.util.List;

/**
 * One move of the schemas of one service between two servers of the same engine. Each method blocks, may be repeated
 * after a crash at any point, and throws {@link DatabaseException}. Not for two threads at once, but for {@link #cancel}.
 *
 * <p>The target's schemas, roles and grants are made by the planner, as for any service, before {@link #copyStructure},
 * with the logins closed: they are opened by whoever decides that the target is the one. In order: {@link #review},
 * {@link #freezeDdl}, {@link #copyStructure}, {@link #startReplication} and {@link #progress} until it is complete
 * (nothing for a copy), {@link #rehearse}, {@link #fence}, {@link #copyData} (nothing for a replication), {@link #caughtUp},
 * {@link #complete}, {@link #verify}; then the decision; then {@link #dismantle}, {@link #setAside} and in the end
 * {@link #dropAside}. Until the decision {@link #abort} takes everything back; it refuses once a login at the target is open.
 */
public interface SchemaTransfer extends AutoCloseable {

    /** What speaks against the move, all of it together, and what it will take. Changes nothing. */
    TransferReview review();

    /**
     * Leaves every table at the source owned by a role of the move, so that the service reads and writes as before and
     * can neither create, alter nor drop.
     */
    void freezeDdl();

    /** Leaves tables, types, functions and views at the target, without rows; all or nothing. Does nothing where they are there. */
    void copyStructure();

    /** Leaves a copy under way that goes on by itself. Does nothing for {@link MoveMethod#COPY}. */
    void startReplication();

    /** How far it is. Changes nothing. */
    TransferProgress progress();

    /**
     * Does before the fence what takes the longer the more rows there are: statistics and materialized views at the target,
     * and a comparison of all rows of both sides as they were at one moment, for which whoever writes waits, without an
     * error. {@link #complete} and {@link #verify} of this very transfer then take no longer with more rows. It compares
     * nothing for {@link MoveMethod#COPY}.
     *
     * @throws DatabaseException of kind BUSY when no such moment is found
     */
    TransferReport rehearse();

    /**
     * Leaves the service's logins at the source closed, its sessions ended, and no transaction that could write. Those who
     * only read are left alone: they lose the schema when it is set aside.
     *
     * @param atMost how long to wait for sessions to end
     * @throws DatabaseException of kind BUSY when some have not, or others hold locks to write; then {@link #unfence} opens it again
     */
    Fence fence(Duration atMost);

    /** Leaves all rows at the target, with indexes, keys and triggers. Only while fenced; does nothing for {@link MoveMethod#REPLICATE}. */
    void copyData();

    /** Waits until the target has everything up to the fence; true at once for {@link MoveMethod#COPY}. Changes nothing. */
    boolean caughtUp(Fence fence, Duration atMost);

    /**
     * Leaves the target as the service expects it: sequences ahead, materialized views filled, statistics there, and
     * nothing more arriving from the source. Only while fenced, and after {@link #caughtUp}.
     */
    void complete();

    /**
     * Compares the two sides, rows and all else; after {@link #rehearse} only what does not grow with the rows, and tells what
     * was compared when. Only while fenced, and after {@link #complete}. Changes nothing.
     */
    TransferReport verify();

    /**
     * From another thread: ends the step that is under way, which throws, and each one after it, until {@link #unfence} or
     * {@link #abort}. Servers and networks may be silent for hours.
     */
    void cancel();

    /**
     * Leaves the service's logins at the source open as before the fence. A replication goes on; a copy leaves nothing at the
     * target, where the planner is to look for what is missing before it is tried again.
     */
    void unfence();

    /**
     * Leaves the source as it was before {@link #freezeDdl}, logins open, and no row of the move at the target, where schemas
     * and roles stay for the planner. An end that does not answer is left for a second call: the source comes first.
     *
     * @throws DatabaseException of kind NAME_TAKEN when a login at the target is open: the service may be writing there
     */
    void abort();

    /** Leaves neither subscription, slot nor publication. After the decision; the source stays frozen and fenced. */
    void dismantle();

    /**
     * Leaves the schemas of the source under other names, closed for everybody, and marked as moved, so that no plan finds
     * them. The service's roles there own nothing any more: the planner deletes them as it deletes any service's.
     *
     * @return the names they have now
     */
    List<Identifier> setAside();

    /** Leaves nothing of the schemas that were set aside. */
    void dropAside();

    @Override
    void close();
}
