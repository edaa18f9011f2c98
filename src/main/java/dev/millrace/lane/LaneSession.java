package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One connection, used by one lane. What it is told is carried out in that order; a load that is sent behind an append
 * sees what the append wrote.
 */
public interface LaneSession {
    /** Names this session's backend in the database, so that a later session can end it. */
    String backend();

    /** Runs {@code lost} once, on the lane's thread, when the connection is gone for whatever reason. */
    void onLost(Runnable lost);

    /**
     * Loads rows, each merchant's with its head, all in one snapshot.
     *
     * @return an entry for each merchant asked for; failed if the connection is no longer good
     */
    Future<Map<Integer, LoadedMerchant>> load(Map<Integer, LoadRequest> requests);

    /**
     * Locks heads, in merchant order, and keeps them locked until {@link #append} or {@link #release}. Loads in between
     * see what they guard.
     *
     * @return where they stand; merchants without a head are left out
     */
    Future<Map<Integer, Head>> lockHeads(Set<Integer> merchantIds);

    /** Writes a batch and commits; ends the lock that {@link #lockHeads} took. Never fails: every end is a value. */
    Future<AppendOutcome> append(LaneStore.Encoded batch);

    /** Lets go of locked heads, with nothing written. */
    Future<Void> release();

    /** Whether the journal has a row of this batch at that number: the proof that it was written. */
    Future<Boolean> hasWritten(int merchantId, long number, UUID batchId);

    /**
     * Begins a new history of every journal if the database was set back: if heads that were seen, by number and batch, are no
     * part of the journals that stand there now in the same history.
     *
     * @param seen committed heads, at least one
     * @return whether it was set back
     */
    Future<Boolean> renewHistoriesIfSetBack(Map<Integer, Head> seen);

    /**
     * Ends another session's backend.
     *
     * @return whether it is certain that it is gone, and with it whatever it was still doing
     */
    Future<Boolean> end(String backend);

    /** Drops the connection, whatever is in flight on it. */
    void abandon();
}
