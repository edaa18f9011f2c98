package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Version;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.lane.Wish.Attempt;
import dev.millrace.lane.Wish.Standing;
import dev.millrace.wire.TypeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was promised: an answer that was given is what is stored, byte for byte, in the one history that it speaks of; no
 * key has two outcomes; what was said not to be executed was not. What can only be seen in the end, {@link TimelineAudit}
 * sees.
 */
final class Invariants {
    /** Which of a merchant's keys. */
    private record Address(int merchantId, KeyId key) {}

    /** A history as one node has it. */
    private record Place(SimulatedNode node, int merchantId, String history) {}

    /** One course that the database took, until it was restored to an earlier point. */
    static final class Timeline {
        /** Where each merchant stood at its beginning. */
        final Map<Integer, Long> beginnings = new HashMap<>();

        final Map<Address, Attempt> firstAnswers = new HashMap<>();
        final Map<Address, byte[]> acknowledged = new HashMap<>();
        final List<Claim> claims = new ArrayList<>();

        /** What it came to, once it is over. */
        @Nullable
        Map<Integer, FakeTables> end;
    }

    /** That a command came to something, without a key, somewhere between two places in a journal. */
    record Claim(Attempt attempt, Result result, long from, long to) {}

    private final FakeDatabase database;
    private final Trace trace;
    private final List<Timeline> timelines = new ArrayList<>();
    private final Map<Instant, Attempt> attempts = new HashMap<>();
    private final Map<Place, Long> acknowledgedNumbers = new HashMap<>();

    Invariants(FakeDatabase database, Trace trace) {
        this.database = database;
        this.trace = trace;
        timelines.add(new Timeline());
    }

    /** Where a merchant stands now. */
    Standing standing(int merchantId) {
        return new Standing(
                database.timeline(),
                tables(database.timeline(), merchantId).head.number());
    }

    void sent(Attempt attempt) {
        attempts.put(attempt.command.receivedAt(), attempt);
    }

    /** The attempt that a command of that time of receipt was. */
    Attempt attempt(Instant receivedAt) {
        Attempt attempt = attempts.get(receivedAt);
        if (attempt == null) {
            throw new AssertionError("an event that nobody asked for, of " + receivedAt);
        }
        return attempt;
    }

    void answered(Attempt attempt, Result result) {
        switch (result) {
            case Result.Accepted(RecordedOutcome stored) -> {
                trace.see(Sight.ACCEPTED);
                recorded(attempt, result, stored);
            }
            case Result.Rejected(RecordedOutcome stored) -> {
                trace.see(Sight.REJECTED);
                recorded(attempt, result, stored);
            }
            case Result.Replayed(RecordedOutcome stored) -> replayed(attempt, stored);
            case Result.KeyReused _ -> keyReused(attempt);
            case Result.Unchanged _ -> {
                trace.see(Sight.UNCHANGED);
                if (attempt.command instanceof GatherReplenishments) {
                    trace.see(Sight.NOTHING_TO_GATHER);
                }
                assertKeyWasFree(attempt);
                claim(attempt, result);
            }
            case Result.Refused _ -> {
                trace.see(Sight.REFUSED);
                assertKeyWasFree(attempt);
                claim(attempt, result);
            }
        }
    }

    void notExecuted(Attempt attempt) {
        trace.see(Sight.NOT_EXECUTED);
        attempt.notExecutedIn = database.timeline();
    }

    void impossible(Attempt attempt, Throwable failure) {
        if (Objects.equals(failure.getMessage(), "unencodable")) {
            trace.see(Sight.UNENCODABLE);
        } else if (!Objects.equals(failure.getMessage(), "unwritable")) {
            throw new AssertionError("failed for another reason than its own: " + attempt, failure);
        }
    }

    /** The database is about to be restored to an earlier point. */
    void timelineEnds() {
        timelines.getLast().end = Map.copyOf(database.merchants());
    }

    /** The database goes on with what a synchronous standby had. */
    void assertNothingAcknowledgedIsLost() {
        timelines.getLast().acknowledged.forEach((address, _) -> {
            if (!Objects.requireNonNull(database.find(address.merchantId()))
                    .outcomes
                    .containsKey(address.key())) {
                throw new AssertionError("acknowledged, and the standby does not have it: " + address);
            }
        });
    }

    /** It was restored; what it had acknowledged since that point is lost. */
    void timelineBegins() {
        Timeline before = timelines.getLast();
        Timeline now = new Timeline();
        timelines.add(now);
        database.merchants().forEach((id, tables) -> now.beginnings.put(id, tables.head.number()));
        before.acknowledged.forEach((address, body) -> {
            KnownOutcome kept = Objects.requireNonNull(database.find(address.merchantId()))
                    .outcomes
                    .get(address.key());
            if (kept == null) {
                trace.see(Sight.ACKNOWLEDGEMENT_LOST);
            } else {
                now.acknowledged.put(address, body);
            }
        });
    }

    /** All that can be said once nothing happens any more. */
    void audit() {
        timelineEnds();
        for (int index = 0; index < timelines.size(); index++) {
            Timeline timeline = timelines.get(index);
            TimelineAudit audit = new TimelineAudit(index, timeline.claims, this::attempt, trace);
            Objects.requireNonNull(timeline.end).forEach(audit::assertKept);
        }
        countNumbersUsedAgain();
    }

    private void recorded(Attempt attempt, Result result, RecordedOutcome stored) {
        Keyed keyed = attempt.keyed();
        if (keyed == null) {
            claim(attempt, result);
            return;
        }
        assertNumberIsNew(attempt, stored.version());
        Address address = address(attempt, keyed);
        Attempt first = timeline(attempt).firstAnswers.putIfAbsent(address, attempt);
        if (first != null) {
            throw new AssertionError("decided twice: " + first + " and " + attempt);
        }
        if (!stored.id().equals(id(attempt.command))) {
            throw new AssertionError("answered with " + stored.id() + ": " + attempt);
        }
        assertStored(attempt, keyed, stored);
    }

    /** A node that lives never acknowledges a number of a history again that it has acknowledged, whatever became of it. */
    private void assertNumberIsNew(Attempt attempt, Version version) {
        Place place = new Place(attempt.node, attempt.wish.merchantId(), version.history());
        Long last = acknowledgedNumbers.put(place, version.number());
        if (last != null && last >= version.number()) {
            throw new AssertionError("a number used again: " + version + " after " + last + ": " + attempt);
        }
    }

    /** What its answer must show. */
    private static String id(Command command) {
        return switch (command) {
            case ShipOrder ship -> TypeId.ORDER.of(ship.orderId());
            case ReturnGoods goods -> TypeId.ORDER.of(goods.orderId());
            case EditOrder edit -> TypeId.ORDER.of(edit.orderId());
            case ReceiveGoods goods -> TypeId.RECEIPT.of(goods.id());
            case PlaceOrder place -> TypeId.ORDER.of(place.id());
            default -> TypeId.ADJUSTMENT.of(command.id());
        };
    }

    private void replayed(Attempt attempt, RecordedOutcome stored) {
        trace.see(Sight.REPLAYED);
        if (attempt.command instanceof ReceiveGoods) {
            trace.see(Sight.DELIVERY_NOTE_REPEATED);
        }
        Keyed keyed = Objects.requireNonNull(attempt.keyed(), "a replay has a key");
        Attempt first = timeline(attempt).firstAnswers.get(address(attempt, keyed));
        if (first != null && first.node != attempt.node) {
            trace.see(Sight.REPLAYED_BY_THE_OTHER_NODE);
        }
        assertStored(attempt, keyed, stored);
    }

    private void keyReused(Attempt attempt) {
        trace.see(Sight.KEY_REUSED);
        if (attempt.command instanceof ReceiveGoods) {
            trace.see(Sight.DELIVERY_NOTE_WITH_OTHER_CONTENT);
        }
        Keyed keyed = Objects.requireNonNull(attempt.keyed(), "a key");
        KnownOutcome known = outcome(attempt, keyed);
        if (known == null || known.hash().equals(keyed.hash())) {
            throw new AssertionError("its key is not used for anything else: " + attempt);
        }
    }

    private void assertStored(Attempt attempt, Keyed keyed, RecordedOutcome told) {
        KnownOutcome known = outcome(attempt, keyed);
        if (known == null) {
            throw new AssertionError("acknowledged and not stored: " + attempt);
        }
        RecordedOutcome stored = known.stored();
        boolean same = Arrays.equals(stored.body(), told.body())
                && stored.accepted() == told.accepted()
                && stored.id().equals(told.id())
                && Objects.equals(stored.rejectionCode(), told.rejectionCode())
                && stored.version().number() == told.version().number();
        if (!same || !known.hash().equals(keyed.hash())) {
            throw new AssertionError("answered with something else than is stored: " + attempt);
        }
        FakeTables tables = tables(attempt.node.timeline(), attempt.wish.merchantId());
        if (!tables.hadHistory(told.version().history())) {
            throw new AssertionError("an answer of history " + told.version() + " in " + tables.head + ": " + attempt);
        }
        timeline(attempt).acknowledged.put(address(attempt, keyed), told.body());
    }

    /** What is decided without a record must not be told under a key that had an outcome before it was sent. */
    private void assertKeyWasFree(Attempt attempt) {
        Keyed keyed = attempt.keyed();
        KnownOutcome known = keyed == null ? null : outcome(attempt, keyed);
        boolean isOfItsTime = attempt.node.timeline() == attempt.timeline;
        if (known != null && isOfItsTime && known.stored().version().number() <= attempt.number) {
            throw new AssertionError("its key has an outcome already, which was not repeated: " + attempt);
        }
    }

    private void claim(Attempt attempt, Result result) {
        int timeline = attempt.node.timeline();
        int merchantId = attempt.wish.merchantId();
        if (timeline < attempt.timeline) {
            throw new AssertionError("answered from a history that was over when it was sent: " + attempt);
        }
        // What was found true before a restore, at a place that the restore kept, is true in this course as well.
        long from = attempt.number;
        for (Timeline later : timelines.subList(attempt.timeline + 1, timeline + 1)) {
            from = Math.min(from, Objects.requireNonNull(later.beginnings.get(merchantId)));
        }
        long to = tables(timeline, merchantId).head.number();
        timelines.get(timeline).claims.add(new Claim(attempt, result, from, to));
    }

    private @Nullable KnownOutcome outcome(Attempt attempt, Keyed keyed) {
        return tables(attempt.node.timeline(), attempt.wish.merchantId())
                .outcomes
                .get(KeyId.of(keyed));
    }

    private Timeline timeline(Attempt attempt) {
        return timelines.get(attempt.node.timeline());
    }

    private FakeTables tables(int timeline, int merchantId) {
        Map<Integer, FakeTables> ended = timelines.get(timeline).end;
        FakeTables tables = ended == null ? database.find(merchantId) : ended.get(merchantId);
        return Objects.requireNonNull(tables, "a merchant");
    }

    private static Address address(Attempt attempt, Keyed keyed) {
        return new Address(attempt.wish.merchantId(), KeyId.of(keyed));
    }

    private void countNumbersUsedAgain() {
        for (int index = 1; index < timelines.size(); index++) {
            Map<Integer, FakeTables> earlier = Objects.requireNonNull(timelines.get(index - 1).end);
            Objects.requireNonNull(timelines.get(index).end).forEach((merchantId, tables) -> {
                var before = Objects.requireNonNull(earlier.get(merchantId)).journal;
                tables.journal.forEach((number, row) -> {
                    var other = before.get(number);
                    if (other != null && !other.batchId().equals(row.batchId())) {
                        trace.see(Sight.NUMBER_USED_AGAIN);
                    }
                });
            });
        }
    }
}
