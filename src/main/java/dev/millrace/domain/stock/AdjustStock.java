package dev.millrace.domain.stock;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The wish to correct units on hand, all lines or none. It may take what is free, no more; what it adds fills the oldest
 * backorders first.
 *
 * @param id becomes the adjustment's id
 * @param reason why, in the merchant's words
 * @param corrections 1 to 1,000, each SKU once
 */
public record AdjustStock(
        int merchantId, UUID id, Instant receivedAt, Keyed keyed, String reason, List<Correction> corrections)
        implements Command {
    public static final String KIND = "adjust_stock";

    public AdjustStock {
        corrections = List.copyOf(corrections);
        if (corrections.isEmpty() || corrections.size() > Limits.ADJUSTMENT_LINES_MAX) {
            throw new IllegalArgumentException(
                    corrections.size() + " lines (expected: 1 to " + Limits.ADJUSTMENT_LINES_MAX + ")");
        }
        Set<String> skus = new HashSet<>();
        for (Correction correction : corrections) {
            if (!skus.add(correction.sku())) {
                throw new IllegalArgumentException(correction.sku() + " (expected: each SKU once)");
            }
            if (correction instanceof Correction.Set(var _, long onHand) && onHand < 0) {
                throw new IllegalArgumentException("on hand: " + onHand + " (expected: >= 0)");
            }
        }
    }

    /** How one SKU is to be corrected. */
    public sealed interface Correction {
        String sku();

        /** The movement that it asks for, from what is on hand. */
        long delta(long onHand);

        /** Add units, or take them where negative. */
        record Delta(String sku, long units) implements Correction {
            @Override
            public long delta(long onHand) {
                return units;
            }
        }

        /** Make it so many units on hand. */
        record Set(String sku, long onHand) implements Correction {
            @Override
            public long delta(long before) {
                return onHand - before;
            }
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int lines() {
        return corrections.size();
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        BackorderFills fills = new BackorderFills(state, null);
        for (Correction correction : corrections) {
            if (!state.knowsSku(correction.sku())) {
                needs.sku(correction.sku());
                continue;
            }
            Product product = state.product(correction.sku());
            if (product != null) {
                StockLevel stock = state.stock(product.key());
                fills.needs(needs, product, stock.free() + correction.delta(stock.onHand()));
            }
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        List<Fault> faults = faults(state);
        if (!faults.isEmpty()) {
            return Decision.without(new Outcome.Refused(Refusal.invalid(faults)));
        }
        List<Adjustment.Shortage> tooMuch = new ArrayList<>();
        for (Correction correction : corrections) {
            StockLevel stock = stock(state, correction);
            long delta = correction.delta(stock.onHand());
            if (stock.free() + delta < 0) {
                tooMuch.add(new Adjustment.Shortage(correction.sku(), delta, stock.free()));
            }
        }
        return tooMuch.isEmpty() ? adjusted(state) : rejected(state, tooMuch);
    }

    private List<Fault> faults(MerchantState state) {
        List<Fault> faults = new ArrayList<>();
        for (int position = 0; position < corrections.size(); position++) {
            Correction correction = corrections.get(position);
            String pointer = "/lines/" + position;
            Product product = state.product(correction.sku());
            if (product == null) {
                faults.add(new Fault(pointer + "/sku", "unknown_sku", "There is no product with this SKU."));
                continue;
            }
            long onHand = state.stock(product.key()).onHand();
            // The units asked for may be any that 64 bits hold, so they stand alone on their side.
            if (correction.delta(onHand) > Limits.ON_HAND_MAX - onHand) {
                faults.add(
                        new Fault(pointer, "overflow", "More than " + Limits.ON_HAND_MAX + " units would be on hand."));
            }
        }
        return faults;
    }

    private Decision adjusted(MerchantState state) {
        BackorderFills fills = new BackorderFills(state, null);
        List<Adjustment.Line> lines = new ArrayList<>();
        long number = state.number() + 1;
        for (Correction correction : corrections) {
            Product product = Objects.requireNonNull(state.product(correction.sku()));
            StockLevel before = state.stock(product.key());
            long delta = correction.delta(before.onHand());
            long given = fills.fill(product, before.free() + delta);
            StockLevel after =
                    before.plus(StockLevel.adjustment(delta, number)).plus(StockLevel.promise(given, -given, number));
            lines.add(new Adjustment.Line(correction.sku(), delta, after));
        }
        Adjustment adjustment = new Adjustment(id, reason, receivedAt, lines, null);
        List<Event> events = new ArrayList<>();
        events.add(new Event(number, receivedAt, keyed, new EventData.StockAdjusted(adjustment)));
        for (EventData.BackordersFilled filled : fills.events()) {
            events.add(new Event(number + events.size(), receivedAt, null, filled));
        }
        return new Decision(new Outcome.Accepted(new Answer.OfAdjustment(adjustment), number), events);
    }

    private Decision rejected(MerchantState state, List<Adjustment.Shortage> tooMuch) {
        List<Adjustment.Line> lines = new ArrayList<>();
        for (Correction correction : corrections) {
            StockLevel stock = stock(state, correction);
            lines.add(new Adjustment.Line(correction.sku(), correction.delta(stock.onHand()), stock));
        }
        Adjustment.Rejection rejection = new Adjustment.Rejection("insufficient_stock", tooMuch);
        Adjustment adjustment = new Adjustment(id, reason, receivedAt, lines, rejection);
        long number = state.number() + 1;
        return new Decision(
                new Outcome.Rejected(new Answer.OfAdjustment(adjustment), rejection.code(), number),
                List.of(new Event(number, receivedAt, keyed, new EventData.AdjustmentRejected(adjustment))));
    }

    private static StockLevel stock(MerchantState state, Correction correction) {
        return state.stock(
                Objects.requireNonNull(state.product(correction.sku())).key());
    }
}
