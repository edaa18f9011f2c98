package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.MerchantState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One merchant in its lane: the commands that wait, what is known of it, and where it stands. Owned by the lane's
 * thread.
 */
final class MerchantQueue {
    private static final Head NOWHERE = new Head("", 0, new UUID(0, 0));

    private final int merchantId;
    private final Deque<Pending> waiting = new ArrayDeque<>();

    /** Exact at {@link #head}, which may be that of a batch which is still in flight or not even sent. */
    @Nullable
    MerchantState state;

    /** Where the next batch must expect the head. */
    @Nullable
    Head head;

    /** Outcomes that were decided in batches which are not committed yet. */
    final Map<KeyId, KnownOutcome> decidedKeys = new HashMap<>();

    /** What the database knew of keys when they were looked up; that it knew nothing is knowledge too. */
    final Map<KeyId, Optional<KnownOutcome>> lookedUpKeys = new HashMap<>();

    /** Its part of the batch that is being decided. */
    @Nullable
    BatchPart openPart;

    /** Rows are being loaded; nothing may be decided meanwhile. */
    boolean loading;

    /** In the lane's round of those that have something to decide. */
    boolean inRound;

    private int counted;

    MerchantQueue(int merchantId) {
        this.merchantId = merchantId;
    }

    int merchantId() {
        return merchantId;
    }

    Deque<Pending> waiting() {
        return waiting;
    }

    /** Puts commands back where they came from, first in front; those that were answered meanwhile are dropped. */
    void putBack(List<Pending> commands) {
        for (Pending pending : commands.reversed()) {
            if (!pending.isAnswered()) {
                waiting.addFirst(pending);
            }
        }
    }

    /** The state is a cache: whenever in doubt, forget it. */
    void forget() {
        state = null;
        head = null;
        decidedKeys.clear();
        lookedUpKeys.clear();
    }

    /** Takes over a head that was read: what is known stays if it is exact there, else it begins anew. */
    MerchantState standAt(Head read) {
        MerchantState known = state;
        if (known == null || head == null || !head.isAt(read)) {
            forget();
            known = MerchantState.at(merchantId, read);
            state = known;
            head = read;
        }
        return known;
    }

    /** Whether the next batch expects the head there. */
    boolean isAt(Head read) {
        return head != null && head.isAt(read);
    }

    /** Takes in rows, which count at their own head only. */
    void learn(LoadRequest request, LoadedMerchant.Rows rows) {
        standAt(rows.loaded().head()).learn(request.needs(), rows.loaded());
        for (KeyId key : request.keys()) {
            lookedUpKeys.put(key, Optional.ofNullable(rows.outcomes().get(key)));
        }
    }

    /** What is known, or a state in which nothing is, to ask commands for their needs. */
    MerchantState stateOrNothing() {
        return state != null ? state : MerchantState.at(merchantId, NOWHERE);
    }

    /** Between batches: forgets what was read for commands that are gone. */
    void trim(int unknownSkusMax) {
        if (state != null) {
            state.trim(unknownSkusMax);
        }
        if (waiting.isEmpty()) {
            lookedUpKeys.clear();
        }
    }

    /** Counts how much is known, and tells by how much that differs from the last time. */
    int count() {
        int before = counted;
        counted = 1 + (state == null ? 0 : state.size());
        return counted - before;
    }

    /** How much was known when it was counted last. */
    int counted() {
        return counted;
    }

    boolean isIdle() {
        return waiting.isEmpty() && openPart == null && !loading;
    }
}
