package dev.millrace.lane;

import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What commands miss before they can be decided, and which merchants wait for a load. Owned by the lane's thread. */
final class MissingRows {
    private static final Logger LOG = LoggerFactory.getLogger(MissingRows.class);

    /** Batches after a key conflict in which keys are looked up before they are decided. */
    private static final int LOOK_UP_BATCHES = 16;

    private final Set<MerchantQueue> wantLoad = new LinkedHashSet<>();
    private final Needs scratch = new Needs();
    private int lookUpBatchesLeft;

    /** Rows can only be read at a head that is written, so the load waits until an open part is on its way. */
    void waitForLoad(MerchantQueue merchant) {
        if (merchant.openPart == null) {
            wantLoad.add(merchant);
        }
    }

    /** Its state is gone: it wants a load whatever is decided. */
    void loadAgain(MerchantQueue merchant) {
        wantLoad.add(merchant);
    }

    /** Whoever wants a load says so again. */
    void forgetWishes() {
        wantLoad.clear();
    }

    /** A key was taken: it and those of the next batches are looked up first. */
    void lookUpKeys(List<BatchPart> parts) {
        lookUpBatchesLeft = LOOK_UP_BATCHES;
        parts.forEach(part -> part.commands().forEach(Pending::lookUpKey));
    }

    void committed() {
        lookUpBatchesLeft = Math.max(0, lookUpBatchesLeft - 1);
    }

    /** Whether a command cannot be decided on this state alone. */
    boolean isMissingSomething(MerchantQueue merchant, MerchantState state, Pending pending) {
        try {
            pending.command().needs(state, scratch);
            return !scratch.isEmpty() || mustLookUpKey(merchant, pending) != null;
        } finally {
            scratch.clear();
        }
    }

    /**
     * Merchants whose next command misses rows, and what its first commands miss, all of it at once.
     *
     * @param commandsMax of a merchant
     */
    Map<Integer, LoadRequest> takeLoadRequests(int commandsMax) {
        Map<Integer, LoadRequest> requests = new LinkedHashMap<>();
        for (MerchantQueue merchant : wantLoad) {
            // What arrived meanwhile may have been decided already, past the head at which rows would be read.
            if (!merchant.waiting().isEmpty() && merchant.openPart == null) {
                merchant.loading = true;
                requests.put(merchant.merchantId(), loadRequest(merchant, commandsMax));
            }
        }
        wantLoad.clear();
        return requests;
    }

    private LoadRequest loadRequest(MerchantQueue merchant, int commandsMax) {
        MerchantState known = merchant.stateOrNothing();
        Needs needs = new Needs();
        Set<KeyId> keys = new LinkedHashSet<>();
        int asked = 0;
        for (Pending pending : merchant.waiting()) {
            if (asked++ == commandsMax) {
                break;
            }
            addNeeds(pending, known, needs);
            KeyId key = mustLookUpKey(merchant, pending);
            if (key != null) {
                keys.add(key);
            }
        }
        return new LoadRequest(needs, keys);
    }

    private @Nullable KeyId mustLookUpKey(MerchantQueue merchant, Pending pending) {
        KeyId key = pending.keyId();
        return key != null
                        && (pending.looksUpKey() || lookUpBatchesLeft > 0)
                        && !merchant.decidedKeys.containsKey(key)
                        && !merchant.lookedUpKeys.containsKey(key)
                ? key
                : null;
    }

    /** A rule that throws is dealt with when its command's turn comes. */
    private static void addNeeds(Pending pending, MerchantState known, Needs needs) {
        try {
            pending.command().needs(known, needs);
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.atDebug().setCause(failure).log("the needs of a command cannot be told yet");
        }
    }
}
