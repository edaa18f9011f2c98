package dev.millrace.domain.order;

import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.event.EventData.Reallocated;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Surplus;
import dev.millrace.domain.purchasing.DemandReduction;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import dev.millrace.domain.stock.BackorderFills;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of editing an order. */
final class EditOrderDecision {
    private final EditOrder command;
    private final MerchantState state;
    private final Order before;
    private final long numberBefore;
    private final long number;
    private final DemandReduction unneeded;
    private final List<Order.Line> lines;
    private final List<Reallocated> repromised = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Product, Long> freed = new LinkedHashMap<>();
    private final Map<Product, Long> waitingLess = new LinkedHashMap<>();
    private final Map<Product, Long> taken = new LinkedHashMap<>();
    private final Map<Product, Long> newlyWaiting = new LinkedHashMap<>();
    private @Nullable Refusal conflict;
    private int bought;

    EditOrderDecision(EditOrder command, MerchantState state, KnownOrder known) {
        this.command = command;
        this.state = state;
        this.before = known.order();
        this.numberBefore = known.number();
        this.number = state.number() + 1;
        this.unneeded = new DemandReduction(state, before);
        this.lines = new ArrayList<>(before.lines());
    }

    void needs(Needs needs) {
        if (DemandReduction.needs(state, needs, before.id())) {
            edit();
            if (conflict == null && faults.isEmpty()) {
                BackorderFills fills = new BackorderFills(state, before.with(before.status(), lines));
                freed.keySet().forEach(product -> fills.needs(needs, product, free(product)));
            }
        }
    }

    Decision decide() {
        edit();
        if (!faults.isEmpty()) {
            return refused(Refusal.invalid(faults));
        }
        if (conflict != null) {
            return refused(conflict);
        }
        if (repromised.isEmpty()) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfOrder(before), numberBefore));
        }
        Order after;
        try {
            after = before.edited(lines);
        } catch (ArithmeticException _) {
            return refused(
                    Refusal.invalid(List.of(new Fault("/lines", "overflow", "The total does not fit 64 bits."))));
        }
        return edited(after);
    }

    private Decision edited(Order after) {
        BackorderFills fills = new BackorderFills(state, after);
        freed.keySet().forEach(product -> fills.fill(product, free(product)));
        List<EventData> followed = new ArrayList<>(unneeded.shrunk(number));
        followed.addAll(fills.events());
        Consequences consequences = new Consequences(after, number, followed);
        EventData edited =
                new EventData.OrderEdited(after, repromised, unneeded.updates(), consequences.furtherAnswer());
        KnownOrder answer = consequences.answer();
        return new Decision(
                new Outcome.Accepted(new Answer.OfOrder(answer.order()), answer.number()),
                consequences.events(command.receivedAt(), command.keyed(), edited));
    }

    private void edit() {
        long[] givenUp = new long[before.lines().size()];
        for (LineUnits wanted : command.quantities()) {
            givenUp[wanted.line()] =
                    Math.max(0, before.lines().get(wanted.line()).quantity() - wanted.quantity());
        }
        unneeded.giveUp(givenUp);
        // What one line gives up another one of the same order may have, if nobody else waits for it.
        for (LineUnits wanted : command.quantities()) {
            Order.Line line = before.lines().get(wanted.line());
            if (wanted.quantity() < line.quantity()) {
                reduce(wanted, line);
            }
        }
        for (int index = 0; index < command.quantities().size(); index++) {
            LineUnits wanted = command.quantities().get(index);
            Order.Line line = before.lines().get(wanted.line());
            if (wanted.quantity() > line.quantity()) {
                increase(index, wanted, line);
            }
        }
    }

    private void reduce(LineUnits wanted, Order.Line line) {
        if (line.quantity() - wanted.quantity() > line.open()) {
            conflict = Refusal.conflict("already_cancelled", "Line " + wanted.line() + " holds fewer units than that.");
            return;
        }
        Order.Line reduced = line.reduced(wanted.quantity(), unneeded.isCancelled(line.bought()));
        Product product = product(line);
        freed.merge(product, line.allocated() - reduced.allocated(), Math::addExact);
        waitingLess.merge(product, line.backordered() - reduced.backordered(), Math::addExact);
        replace(wanted.line(), line, reduced);
    }

    private void increase(int index, LineUnits wanted, Order.Line line) {
        Product product = product(line);
        long more = wanted.quantity() - line.quantity();
        if (!product.active()) {
            faults.add(new Fault("/lines/" + index, "inactive_sku", "This product takes no new orders."));
            return;
        }
        if (!product.price().currency().equals(before.total().currency())) {
            faults.add(new Fault("/lines/" + index, "mixed_currencies", "The product is priced in another currency."));
            return;
        }
        long allocated = Math.min(more, available(product));
        boolean joins = allocated == more && product.price().equals(line.unitPrice());
        if (!joins && lines.size() == Limits.ORDER_LINES_MAX) {
            conflict = Refusal.conflict("too_many_lines", "More units need a line of their own, and there is no room.");
        } else if (allocated < more && product.policy() == StockPolicy.REJECT) {
            conflict = Refusal.conflict(
                    Order.Rejection.INSUFFICIENT_STOCK,
                    allocated + " more units of " + product.sku() + " are available.");
        } else if (exceedsBackorderMax(product, more - allocated)) {
            conflict = Refusal.conflict(
                    Order.Rejection.BACKORDER_LIMIT,
                    "More units of " + product.sku() + " would be on backorder than the product allows.");
        } else {
            taken.merge(product, allocated, Math::addExact);
            newlyWaiting.merge(product, more - allocated, Math::addExact);
            if (joins) {
                replace(wanted.line(), line, line.extended(more));
            } else {
                append(product, more, allocated);
            }
        }
    }

    private void replace(int position, Order.Line before, Order.Line after) {
        lines.set(position, after);
        repromised.add(new Reallocated(
                position,
                after.sku(),
                after.allocated() - before.allocated(),
                after.backordered() - before.backordered()));
    }

    private void append(Product product, long quantity, long allocated) {
        long shortfall = quantity - allocated;
        Order.Purchase toBuy = shortfall == 0 ? null : bought(product, shortfall);
        lines.add(
                new Order.Line(product.sku(), quantity, allocated, shortfall, 0, 0, 0, product.price(), toBuy, number));
        repromised.add(new Reallocated(lines.size() - 1, product.sku(), allocated, shortfall));
    }

    private Order.Purchase bought(Product product, long shortfall) {
        Long quantity =
                product.rounding() == Rounding.PER_LINE ? Surplus.quantityToBuy(shortfall, product.surplusBps()) : null;
        return new Order.Purchase(
                DerivedIds.derive(command.id(), bought++),
                Objects.requireNonNull(product.supplierId(), "a product of policy backorder has a supplier"),
                shortfall,
                product.surplusBps(),
                quantity);
    }

    /** What nobody holds of a product once this order is as it is wanted. */
    private long free(Product product) {
        return state.stock(product.key()).free() + freed.getOrDefault(product, 0L) - taken.getOrDefault(product, 0L);
    }

    /** Nothing while lines wait, those of this order too; else whatever is free. */
    private long available(Product product) {
        return waiting(product) == 0 ? free(product) : 0;
    }

    private long waiting(Product product) {
        return state.stock(product.key()).backordered() - waitingLess.getOrDefault(product, 0L);
    }

    private boolean exceedsBackorderMax(Product product, long shortfall) {
        long waiting = waiting(product) + newlyWaiting.getOrDefault(product, 0L);
        return shortfall > 0 && waiting + shortfall > product.backorderMax();
    }

    private Product product(Order.Line line) {
        return Objects.requireNonNull(state.product(line.sku()), "an ordered product exists");
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
