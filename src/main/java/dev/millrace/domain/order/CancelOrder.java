package dev.millrace.domain.order;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Conditional;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.event.EventData.Released;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.purchasing.DemandReduction;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import dev.millrace.domain.stock.BackorderFills;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The wish to cancel what is left of an open order. What it frees fills the oldest backorders first; what was to be
 * bought for it and no supplier has heard of is bought no longer. Cancelling again changes nothing.
 *
 * @param precondition on the version of the order
 */
public record CancelOrder(int merchantId, UUID id, Instant receivedAt, UUID orderId, Precondition precondition)
        implements Command, Conditional {

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
        if (OrderNeeds.orderAndProducts(state, needs, orderId) && DemandReduction.needs(state, needs, orderId)) {
            Order left = new Cancellation(state, known.order()).order();
            BackorderFills fills = new BackorderFills(state, left);
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
        if (order.isCancelled()) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfOrder(order), known.number()));
        }
        Refusal failed = precondition.refusal(state.version(known.number()));
        if (failed != null) {
            return refused(failed);
        }
        if (order.status() != Order.Status.OPEN) {
            return refused(Refusal.conflict("order_not_open", "Only an open order can be cancelled."));
        }
        return cancel(state, order);
    }

    private Decision cancel(MerchantState state, Order order) {
        Cancellation cancellation = new Cancellation(state, order);
        Order cancelled = cancellation.order();
        DemandReduction unneeded = cancellation.unneeded;
        BackorderFills fills = new BackorderFills(state, cancelled);
        freed(state, order).forEach(fills::fill);

        long number = state.number() + 1;
        List<EventData> followed = new ArrayList<>(unneeded.shrunk(number));
        followed.addAll(fills.events());
        Consequences consequences = new Consequences(cancelled, number, followed);
        EventData data = new EventData.OrderCancelled(cancelled, cancellation.released, unneeded.updates());
        // It waits for nothing any more, so nothing that follows can change it.
        return new Decision(
                new Outcome.Accepted(new Answer.OfOrder(cancelled), number),
                consequences.events(receivedAt, null, data));
    }

    /** What cancelling leaves of an order, and what it lets go of. */
    private static final class Cancellation {
        private final Order before;
        private final DemandReduction unneeded;
        private final List<Released> released = new ArrayList<>();

        Cancellation(MerchantState state, Order before) {
            this.before = before;
            this.unneeded = new DemandReduction(state, before);
            long[] givenUp = new long[before.lines().size()];
            for (int position = 0; position < givenUp.length; position++) {
                Order.Line line = before.lines().get(position);
                givenUp[position] = line.open();
                if (line.open() > 0) {
                    released.add(new Released(position, line.sku(), line.allocated(), line.backordered()));
                }
            }
            unneeded.giveUp(givenUp);
        }

        Order order() {
            boolean shipped = before.lines().stream().anyMatch(line -> line.shipped() > 0);
            List<Order.Line> lines = before.lines().stream()
                    .map(line -> line.cancelled(unneeded.isCancelled(line.bought())))
                    .toList();
            return before.with(shipped ? Order.Status.COMPLETED : Order.Status.CANCELLED, lines);
        }
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

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
