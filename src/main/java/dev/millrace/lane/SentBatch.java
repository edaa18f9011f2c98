package dev.millrace.lane;

import dev.millrace.domain.state.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A batch that is closed and on its way. What it holds never changes, so it can be sent again byte for byte.
 *
 * @param id by which the journal proves that it was written
 * @param parts sorted by merchant
 * @param expected where each merchant's head must be
 * @param sentNanos when it went out
 */
record SentBatch(
        UUID id, List<BatchPart> parts, Map<Integer, Head> expected, LaneStore.Encoded encoded, long sentNanos) {

    private static final Comparator<BatchPart> BY_MERCHANT =
            Comparator.comparingInt(part -> part.merchant().merchantId());

    /** Closes parts into a batch and moves their merchants' heads to where it will leave them. */
    static SentBatch of(List<BatchPart> unsorted, Map<Integer, Head> expected, LaneStore store, LaneEnvironment world) {
        UUID id = world.ids().get();
        List<BatchPart> parts = new ArrayList<>(unsorted);
        parts.sort(BY_MERCHANT);
        List<AppendRequest.OfMerchant> requests = new ArrayList<>(parts.size());
        Map<Integer, Head> heads = new TreeMap<>();
        for (BatchPart part : parts) {
            MerchantQueue merchant = part.merchant();
            Head before = expected.get(merchant.merchantId());
            if (before == null) {
                throw new IllegalStateException("no head is known of merchant " + merchant.merchantId());
            }
            heads.put(merchant.merchantId(), before);
            requests.add(part.request(before));
            merchant.head = part.writes() ? new Head(before.history(), part.newNumber(), id) : before;
        }
        LaneStore.Encoded encoded =
                store.encode(new AppendRequest(id, world.clock().instant(), requests));
        return new SentBatch(id, parts, heads, encoded, world.nanoTime().getAsLong());
    }

    /** Its answers speak of these histories, by merchant, in which it was found to be written. */
    void answerIn(Map<Integer, String> histories) {
        for (BatchPart part : parts) {
            String history = histories.get(part.merchant().merchantId());
            if (history != null) {
                part.answerIn(history);
            }
        }
    }

    /** Where it leaves the head of a part's merchant, once it is committed. */
    Head headOf(BatchPart part) {
        Head before = Objects.requireNonNull(expected.get(part.merchant().merchantId()));
        String history = part.answeredIn() == null ? before.history() : part.answeredIn();
        return new Head(history, part.newNumber(), id);
    }

    int commandCount() {
        return BatchPart.commandCount(parts);
    }

    boolean holds(MerchantQueue merchant) {
        return expected.containsKey(merchant.merchantId());
    }
}
