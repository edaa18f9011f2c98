package dev.millrace.domain.order;

import dev.millrace.domain.Answer;
import dev.millrace.domain.Command;
import dev.millrace.domain.Decision;
import dev.millrace.domain.Event;
import dev.millrace.domain.EventData;
import dev.millrace.domain.EventData.Released;
import dev.millrace.domain.KnownOrder;
import dev.millrace.domain.MerchantState;
import dev.millrace.domain.Needs;
import dev.millrace.domain.Outcome;
import dev.millrace.domain.Refusal;
import dev.millrace.domain.Version;
import dev.millrace.domain.purchasing.Replenishment;
import dev.millrace.domain.purchasing.ReplenishmentCut;
import dev.millrace.domain.stock.Fills;
import dev.millrace.domain.stock.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wish to cancel what is left of an open order. What it frees fills the oldest backorders first; what it had owed to
 * suppliers and not bought is owed no longer. Cancelling again changes nothing.
 *
 * @param ifMatch the version that the order must have, or null
 */
public record CancelOrder(
        int merchantId,
        UUID id,
        Instant receivedAt,
        UUID orderId,
        @Nullable Version ifMatch) implements Command {

    @Override
    public String kind() {
        return "cancel_order";
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsOrder(orderId)) {
            needs.order(orderId);
            return;
        }
        KnownOrder known = state.order(orderId);
        if (known == null || known.order().status() != Order.Status.OPEN) {
            return;
        }
        boolean knowsSkus = true;
        for (Order.Line line : known.order().lines()) {
            if (!state.knowsSku(line.sku())) {
                needs.sku(line.sku());
                knowsSkus = false;
            }
        }
        if (knowsSkus) {
            Fills fills = new Fills(state, orderId);
            freed(state, known.order()).forEach((product, units) -> fills.needs(needs, product, units));
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        KnownOrder known = state.order(orderId);
        if (known == null) {
            return refused(Refusal.notFound("There is no such order."));
        }
        Order order = known.order();
        if (order.status() == Order.Status.CANCELLED) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfOrder(order), known.number()));
        }
        if (ifMatch != null && !ifMatch.equals(state.version(known.number()))) {
            return refused(Refusal.preconditionFailed());
        }
        if (order.status() != Order.Status.OPEN) {
            return refused(Refusal.conflict("order_not_open", "Only an open order can be cancelled."));
        }
        return cancel(state, order);
    }

    private Decision cancel(MerchantState state, Order order) {
        List<ReplenishmentCut> cuts = noLongerOwed(state);
        Set<UUID> cut = cuts.stream().map(ReplenishmentCut::id).collect(Collectors.toSet());
        List<Released> released = new ArrayList<>();
        List<Order.Line> lines = new ArrayList<>();
        boolean shipped = false;
        for (int position = 0; position < order.lines().size(); position++) {
            Order.Line line = order.lines().get(position);
            shipped |= line.shipped() > 0;
            if (line.allocated() + line.backordered() > 0) {
                released.add(new Released(position, line.sku(), line.allocated(), line.backordered()));
            }
            Order.Bought bought = line.bought();
            lines.add(line.cancelled(bought != null && cut.contains(bought.replenishmentId())));
        }
        Order cancelled = order.with(shipped ? Order.Status.COMPLETED : Order.Status.CANCELLED, lines);

        Fills fills = new Fills(state, orderId);
        freed(state, order).forEach(fills::fill);

        long number = state.number() + 1;
        List<Event> events = new ArrayList<>();
        events.add(new Event(number, receivedAt, null, new EventData.OrderCancelled(cancelled, released, cuts)));
        for (EventData.BackordersFilled filled : fills.events()) {
            events.add(new Event(number + events.size(), receivedAt, null, filled));
        }
        return new Decision(new Outcome.Accepted(new Answer.OfOrder(cancelled), number), events);
    }

    /** What is free of each SKU once this order has let go of it. */
    private static Map<Product, Long> freed(MerchantState state, Order order) {
        Map<Product, Long> free = new LinkedHashMap<>();
        for (Order.Line line : order.lines()) {
            Product product = Objects.requireNonNull(state.product(line.sku()), "an ordered product exists");
            free.putIfAbsent(product, state.stock(product.key()).free());
            free.merge(product, line.allocated(), Math::addExact);
        }
        return free;
    }

    private List<ReplenishmentCut> noLongerOwed(MerchantState state) {
        return state.replenishments(orderId).stream()
                .filter(owed -> owed.status() == Replenishment.Status.OWED)
                // Rows come in any order, and a second decision must be the same.
                .sorted(Comparator.comparingInt(Replenishment::line))
                .map(owed -> new ReplenishmentCut(
                        owed.id(), 0, owed.quantity() == null ? null : 0L, Replenishment.Status.CANCELLED))
                .toList();
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
