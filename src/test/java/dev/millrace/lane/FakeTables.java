package dev.millrace.lane;

import dev.millrace.domain.Books;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.Loaded;
import dev.millrace.wire.AnswerJson;
import dev.millrace.wire.TypeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** One merchant's tables. What is committed is replaced by the next commit, and never changed. */
final class FakeTables {
    /** A batch as the journal keeps it. */
    record JournalRow(long firstNumber, UUID batchId, String events) {}

    Head head;
    final Books rows;
    final Map<KeyId, KnownOutcome> outcomes;
    final SortedMap<Long, JournalRow> journal;

    /** Every history that is recorded, the last one being that of the head. */
    private final Set<String> histories = new HashSet<>();

    /** Of these, those in which something may have been answered since it was last restored. */
    private final Set<String> recentHistories = new HashSet<>();

    /** The batch ids that heads got where a history began. */
    private final Set<UUID> beginnings = new HashSet<>();

    /** Before the first event. */
    FakeTables(String history) {
        this(new Head(history, 0, new UUID(0, 1)), new Books(), new HashMap<>(), new TreeMap<>());
    }

    private FakeTables(Head head, Books rows, Map<KeyId, KnownOutcome> outcomes, SortedMap<Long, JournalRow> journal) {
        this.head = head;
        this.rows = rows;
        this.outcomes = outcomes;
        this.journal = journal;
        histories.add(head.history());
        recentHistories.add(head.history());
    }

    FakeTables copy() {
        FakeTables copy = new FakeTables(head, rows.copy(), new HashMap<>(outcomes), new TreeMap<>(journal));
        copy.histories.addAll(histories);
        copy.recentHistories.addAll(recentHistories);
        copy.beginnings.addAll(beginnings);
        return copy;
    }

    /** A restore that was noticed by whoever restored: what was before is another course of things. */
    void renamed(String history) {
        head = new Head(history, head.number(), head.batchId());
        histories.add(history);
        recentHistories.clear();
        recentHistories.add(history);
    }

    /** A server noticed that it was set back. */
    void begin(String history, UUID batchId) {
        head = new Head(history, head.number(), batchId);
        histories.add(history);
        recentHistories.add(history);
        beginnings.add(batchId);
    }

    /** Whether a head got this batch id where a history began. */
    boolean isBeginning(UUID batchId) {
        return beginnings.contains(batchId);
    }

    boolean isSetBackBehind(Head seen) {
        if (!histories.contains(seen.history())) {
            return true;
        }
        boolean isPart = hasWritten(seen.number(), seen.batchId()) || beginnings.contains(seen.batchId());
        return head.history().equals(seen.history()) && seen.number() > 0 && (head.number() < seen.number() || !isPart);
    }

    /** Whether an answer of this history may still be on its way. */
    boolean hadHistory(String history) {
        return recentHistories.contains(history);
    }

    StockLevel stock(String sku) {
        return rows.stock(sku);
    }

    boolean hasWritten(long number, UUID batchId) {
        JournalRow row = journal.get(number);
        return row != null && row.batchId().equals(batchId);
    }

    LoadedMerchant.Rows load(LoadRequest request) {
        Loaded loaded = rows.load(request.needs(), head);
        Map<KeyId, KnownOutcome> found = new HashMap<>();
        for (KeyId key : request.keys()) {
            KnownOutcome outcome = outcomes.get(key);
            if (outcome != null) {
                found.put(key, ofThisHistory(outcome));
            }
        }
        return new LoadedMerchant.Rows(loaded, found);
    }

    /** Whether a key of this part has an outcome already. */
    boolean hasKeyOf(AppendRequest.OfMerchant part) {
        for (Change.OrderPut put : part.changes().newOrders()) {
            if (outcomes.containsKey(KeyId.of(put.keyed()))) {
                return true;
            }
        }
        for (Change.OutcomeRecorded recorded : part.changes().outcomes()) {
            if (outcomes.containsKey(KeyId.of(recorded.keyed()))) {
                return true;
            }
        }
        return false;
    }

    /** @throws AssertionError if a constraint is broken; then a part may be written */
    void write(UUID batchId, AppendRequest.OfMerchant part) {
        String events = part.events();
        if (events != null) {
            move(new JournalRow(part.expected().number() + 1, batchId, events), part.newNumber());
        }
        rows.write(part.changes());
        part.changes().newOrders().forEach(put -> record(part, put));
        part.changes().outcomes().forEach(recorded -> record(part, recorded));
    }

    /** The head moves over a journal row. */
    void move(JournalRow row, long number) {
        if (journal.put(number, row) != null) {
            throw new AssertionError("a second journal row at " + number);
        }
        head = new Head(head.history(), number, row.batchId());
    }

    private void record(AppendRequest.OfMerchant part, Change.OrderPut put) {
        Order order = put.order();
        Order.Rejection rejection = order.rejection();
        outcomes.put(
                new KeyId(PlaceOrder.KIND, put.keyed().key()),
                new KnownOutcome(
                        put.keyed().hash(),
                        new RecordedOutcome(
                                order.status() != Order.Status.REJECTED,
                                TypeId.ORDER.of(order.id()),
                                rejection == null ? null : rejection.code(),
                                new Version(head.history(), order.journalNumber()),
                                part.writer().bytesOf(order))));
    }

    private void record(AppendRequest.OfMerchant part, Change.OutcomeRecorded recorded) {
        outcomes.put(
                KeyId.of(recorded.keyed()),
                new KnownOutcome(
                        recorded.keyed().hash(),
                        new RecordedOutcome(
                                recorded.accepted(),
                                AnswerJson.id(recorded.answer()),
                                recorded.accepted() ? null : "insufficient_stock",
                                new Version(head.history(), recorded.number()),
                                part.writer().bytesOf(recorded.answer()))));
    }

    private KnownOutcome ofThisHistory(KnownOutcome outcome) {
        return new KnownOutcome(outcome.hash(), outcome.stored().in(head.history()));
    }
}
