package dev.millrace.lane;

import dev.millrace.domain.BooksAudit;
import dev.millrace.domain.PlainReplay;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.lane.Invariants.Claim;
import dev.millrace.lane.Wish.Attempt;
import dev.millrace.wire.EventReader;
import dev.millrace.wire.EventWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The books of one course of the database: numbers without gaps up to the head, rows that are what the journal's own text
 * gives back, decisions that the plainest code comes to as well, an outcome for each key, and every answer without a key
 * true somewhere between question and answer.
 */
final class TimelineAudit {
    private final int timeline;
    private final List<Claim> claims;
    private final Function<Instant, Attempt> attempts;
    private final Trace trace;

    TimelineAudit(int timeline, List<Claim> claims, Function<Instant, Attempt> attempts, Trace trace) {
        this.timeline = timeline;
        this.claims = claims;
        this.attempts = attempts;
        this.trace = trace;
    }

    /** @throws AssertionError if something is not as it was promised */
    void assertKept(int merchantId, FakeTables tables) {
        List<Event> journal = journal(tables);
        assertNumbers(tables, journal);
        BooksAudit.assertRowsBalance(tables.rows);
        BooksAudit.assertRebuilds(journal, tables.rows);
        BooksAudit.assertFair(journal);
        assertOutcomes(tables, journal);
        assertDecisions(merchantId, journal);
        AnswersAudit.assertShowsWhatItLeft(
                journal,
                claims.stream()
                        .filter(claim -> claim.attempt().wish.merchantId() == merchantId)
                        .toList());
        for (Event event : journal) {
            see(event);
            Attempt attempt = attempts.apply(event.at());
            if (attempt.notExecutedIn <= timeline) {
                throw new AssertionError("executed, though its sender was told otherwise: " + attempt);
            }
        }
    }

    private static List<Event> journal(FakeTables tables) {
        List<Event> journal = new ArrayList<>();
        tables.journal.forEach((number, row) -> {
            if (row.firstNumber() != journal.size() + 1) {
                throw new AssertionError("a gap before " + row.firstNumber());
            }
            journal.addAll(EventReader.read(row.events()));
            if (journal.size() != number) {
                throw new AssertionError("a row ends at " + journal.size() + " and says " + number);
            }
        });
        return journal;
    }

    private static void assertNumbers(FakeTables tables, List<Event> journal) {
        for (int position = 0; position < journal.size(); position++) {
            if (journal.get(position).number() != position + 1) {
                throw new AssertionError("event " + journal.get(position).number() + " at " + (position + 1));
            }
        }
        long last = tables.journal.isEmpty() ? 0 : tables.journal.lastKey();
        if (tables.head.number() != last) {
            throw new AssertionError("the head is at " + tables.head + " and the journal at " + last);
        }
        if (last > 0
                && !tables.isBeginning(tables.head.batchId())
                && !tables.head
                        .batchId()
                        .equals(Objects.requireNonNull(tables.journal.get(last)).batchId())) {
            throw new AssertionError("the head names another batch than the journal");
        }
    }

    /** Each key once, with the bytes that its event has. */
    private static void assertOutcomes(FakeTables tables, List<Event> journal) {
        Set<KeyId> keys = new HashSet<>();
        for (Event event : journal) {
            Keyed keyed = event.keyed();
            if (keyed == null) {
                continue;
            }
            KnownOutcome known = tables.outcomes.get(KeyId.of(keyed));
            if (!keys.add(KeyId.of(keyed)) || known == null || !known.hash().equals(keyed.hash())) {
                throw new AssertionError("not one outcome of " + keyed);
            }
            EventWriter writer = new EventWriter(0);
            byte[] bytes = switch (event.data()) {
                case EventData.OrderPlaced(Order order) -> writer.bytesOf(order);
                case EventData.OrderRejected(Order order) -> writer.bytesOf(order);
                case EventData.OrderShipped(Order order, var _, var _) -> writer.bytesOf(order);
                case EventData.OrderReturned(Order order, var _, var _, var further) ->
                    writer.bytesOf(further == null ? order : further.order());
                case EventData.OrderEdited(Order order, var _, var _, var further) ->
                    writer.bytesOf(further == null ? order : further.order());
                case EventData.GoodsReceived(var receipt, var _, var _) ->
                    writer.bytesOf(new Answer.OfReceipt(receipt));
                case EventData.StockAdjusted(Adjustment adjustment) -> writer.bytesOf(adjustment);
                case EventData.AdjustmentRejected(Adjustment adjustment) -> writer.bytesOf(adjustment);
                default -> throw new AssertionError("a key on " + event);
            };
            if (known.stored().version().number() != lastOfAnswer(event)) {
                throw new AssertionError("the outcome of " + keyed + " has another version than its event says");
            }
            if (!Arrays.equals(bytes, known.stored().body())) {
                throw new AssertionError("the outcome of " + keyed + " is not what its event says");
            }
        }
        if (keys.size() != tables.outcomes.size()) {
            throw new AssertionError("outcomes that no event tells of");
        }
    }

    private static long lastOfAnswer(Event event) {
        KnownOrder further = switch (event.data()) {
            case EventData.OrderReturned returned -> returned.answer();
            case EventData.OrderEdited edited -> edited.answer();
            default -> null;
        };
        return further == null ? event.number() : further.number();
    }

    private void assertDecisions(int merchantId, List<Event> journal) {
        List<Claim> open = new ArrayList<>();
        Set<Instant> executed = new HashSet<>();
        journal.forEach(event -> executed.add(event.at()));
        for (Claim claim : claims) {
            if (claim.attempt().wish.merchantId() == merchantId) {
                if (claim.result() instanceof Result.Accepted) {
                    if (!executed.contains(claim.attempt().command.receivedAt())) {
                        throw new AssertionError("acknowledged and not stored: " + claim.attempt());
                    }
                } else {
                    open.add(claim);
                }
            }
        }
        Function<Instant, Command> commands = at -> attempts.apply(at).command;
        new PlainReplay(
                        commands,
                        (number, wouldSay) -> open.removeIf(claim -> claim.from() <= number
                                && number <= claim.to()
                                && isTrue(claim, wouldSay.apply(claim.attempt().command))))
                .assertSame(journal);
        if (!open.isEmpty()) {
            throw new AssertionError("true nowhere between question and answer: " + open);
        }
    }

    private static boolean isTrue(Claim claim, String wouldBe) {
        return switch (claim.result()) {
            case Result.Refused(var refusal) -> PlainReplay.told(refusal).equals(wouldBe);
            case Result.Unchanged(RecordedOutcome stored) ->
                wouldBe.startsWith("unchanged")
                        && wouldBe.endsWith("@" + stored.version().number());
            case Result.Accepted _, Result.Rejected _, Result.Replayed _, Result.KeyReused _ -> false;
        };
    }

    private void see(Event event) {
        switch (event.data()) {
            case EventData.BackordersFilled _ -> trace.see(Sight.FILLED);
            case EventData.OrderPlaced(Order order)
            when order.lines().stream().anyMatch(line -> line.backordered() > 0) -> trace.see(Sight.BACKORDERED);
            case EventData.PurchaseOrderChanged(var step, var _, var _, var _) -> see(step);
            case EventData.GoodsReceived(var _, var order, var _) -> {
                trace.see(Sight.GOODS_RECEIVED);
                if (order.lines().stream().anyMatch(line -> line.received() > line.quantity())) {
                    trace.see(Sight.MORE_RECEIVED_THAN_ORDERED);
                }
            }
            case EventData.OrderShipped _ -> trace.see(Sight.SHIPPED);
            case EventData.OrderReturned _ -> trace.see(Sight.TAKEN_BACK);
            case EventData.OrderEdited _ -> trace.see(Sight.EDITED);
            default -> {
                // Seen in what clients are told.
            }
        }
    }

    private void see(PurchaseOrderStep step) {
        switch (step) {
            case GATHERED -> trace.see(Sight.GATHERED);
            case SENT -> trace.see(Sight.PURCHASE_SENT);
            case UNKNOWN -> trace.see(Sight.PURCHASE_OUT_OF_SIGHT);
            case REJECTED -> trace.see(Sight.PURCHASE_REJECTED);
            case SHRUNK -> trace.see(Sight.PURCHASE_SHRUNK);
            case CANCELLED -> trace.see(Sight.PURCHASE_CANCELLED);
            case CLOSED_SHORT -> trace.see(Sight.PURCHASE_CLOSED_SHORT);
            case SUBMITTED, SENDING, NOT_SENT, ACKNOWLEDGED, CANCEL_REQUESTED, CANCEL_REFUSED -> {
                // On the way to one of the others.
            }
        }
    }
}
