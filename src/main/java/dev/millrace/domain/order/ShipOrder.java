package dev.millrace.domain.order;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The wish to record that goods of an open order left the warehouse. They fall from what is on hand and from what is
 * allocated together; an order that holds and awaits nothing any more is completed.
 *
 * @param id becomes the shipment's id
 * @param parts what left, each line once; none for everything that is allocated
 */
public record ShipOrder(int merchantId, UUID id, Instant receivedAt, Keyed keyed, UUID orderId, List<LineUnits> parts)
        implements Command {
    public static final String KIND = "ship_order";

    public ShipOrder {
        parts = LineUnits.checked(parts);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        OrderNeeds.orderAndProducts(state, needs, orderId);
    }

    @Override
    public Decision decide(MerchantState state) {
        KnownOrder known = state.order(orderId);
        if (known == null) {
            return refused(Refusal.notFound("There is no such order."));
        }
        Order order = known.order();
        if (order.status() != Order.Status.OPEN) {
            return refused(Refusal.conflict("order_not_open", "Only an open order can be shipped."));
        }
        List<Fault> faults = LineUnits.faults(parts, order);
        if (!faults.isEmpty()) {
            return refused(Refusal.invalid(faults));
        }
        List<LineUnits> shipped = parts.isEmpty() ? allAllocated(order) : parts;
        List<Fault> tooMuch = new ArrayList<>();
        for (int index = 0; index < shipped.size(); index++) {
            Order.Line line = order.lines().get(shipped.get(index).line());
            if (shipped.get(index).quantity() > line.allocated()) {
                tooMuch.add(new Fault(
                        "/lines/" + index + "/quantity",
                        "not_allocated",
                        line.allocated() + " units are allocated to this line."));
            }
        }
        if (shipped.isEmpty() || !tooMuch.isEmpty()) {
            return refused(new Refusal(
                    Refusal.Kind.CONFLICT, "not_allocated", "Only what is allocated can be shipped.", tooMuch));
        }
        return shipped(state, order, shipped);
    }

    private static List<LineUnits> allAllocated(Order order) {
        List<LineUnits> all = new ArrayList<>();
        for (int position = 0; position < order.lines().size(); position++) {
            long allocated = order.lines().get(position).allocated();
            if (allocated > 0) {
                all.add(new LineUnits(position, allocated));
            }
        }
        return all;
    }

    private Decision shipped(MerchantState state, Order before, List<LineUnits> shipped) {
        Order after = before;
        List<EventData.Moved> moved = new ArrayList<>();
        for (LineUnits part : shipped) {
            after = after.withLine(part.line(), line -> line.shipped(part.quantity()));
            moved.add(new EventData.Moved(
                    part.line(), before.lines().get(part.line()).sku(), part.quantity()));
        }
        if (after.lines().stream().allMatch(line -> line.open() == 0)) {
            after = after.with(Order.Status.COMPLETED, after.lines());
        }
        long number = state.number() + 1;
        return new Decision(
                new Outcome.Accepted(new Answer.OfOrder(after), number),
                List.of(new Event(number, receivedAt, keyed, new EventData.OrderShipped(after, id, moved))));
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
