package dev.millrace.domain.order;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
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
 * The wish to record that goods of an order came back. What is restocked is on hand again and fills the oldest waiting
 * lines first; what is not is written off.
 *
 * @param id becomes the return's id
 * @param parts what came back, each line once, at least one
 */
public record ReturnGoods(int merchantId, UUID id, Instant receivedAt, Keyed keyed, UUID orderId, List<Part> parts)
        implements Command {
    public static final String KIND = "return_goods";

    /**
     * Units of one line.
     *
     * @param restocks whether they can be sold again
     */
    public record Part(LineUnits units, boolean restocks) {
        int line() {
            return units.line();
        }

        long quantity() {
            return units.quantity();
        }
    }

    public ReturnGoods {
        parts = List.copyOf(parts);
        if (LineUnits.checked(units(parts)).isEmpty()) {
            throw new IllegalArgumentException("no lines (expected: 1 or more)");
        }
    }

    /** All of it can be sold again, or none of it. */
    public ReturnGoods(
            int merchantId,
            UUID id,
            Instant receivedAt,
            Keyed keyed,
            UUID orderId,
            List<LineUnits> parts,
            boolean restocks) {
        this(
                merchantId,
                id,
                receivedAt,
                keyed,
                orderId,
                parts.stream().map(units -> new Part(units, restocks)).toList());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!OrderNeeds.orderAndProducts(state, needs, orderId)) {
            return;
        }
        KnownOrder known = state.order(orderId);
        if (known != null && problems(known.order()).isEmpty()) {
            BackorderFills fills = new BackorderFills(state, after(known.order()));
            free(state, known.order()).forEach((product, units) -> fills.needs(needs, product, units));
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        KnownOrder known = state.order(orderId);
        if (known == null) {
            return refused(Refusal.notFound("There is no such order."));
        }
        List<Fault> unknown = LineUnits.faults(units(parts), known.order());
        if (!unknown.isEmpty()) {
            return refused(Refusal.invalid(unknown));
        }
        List<Fault> problems = problems(known.order());
        if (!problems.isEmpty()) {
            return refused(new Refusal(
                    Refusal.Kind.CONFLICT, "not_shipped", "Only what was shipped can come back.", problems));
        }
        return returned(state, known.order());
    }

    private List<Fault> problems(Order order) {
        List<Fault> unknown = LineUnits.faults(units(parts), order);
        if (!unknown.isEmpty()) {
            return unknown;
        }
        List<Fault> tooMuch = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            Order.Line line = order.lines().get(parts.get(index).line());
            long outside = line.shipped() - line.returned();
            if (parts.get(index).quantity() > outside) {
                tooMuch.add(new Fault(
                        "/lines/" + index + "/quantity", "not_shipped", outside + " units of this line are outside."));
            }
        }
        return tooMuch;
    }

    private Decision returned(MerchantState state, Order before) {
        Order after = after(before);
        List<EventData.Returned> returned = new ArrayList<>();
        for (Part part : parts) {
            String sku = before.lines().get(part.line()).sku();
            returned.add(new EventData.Returned(part.line(), sku, part.quantity(), part.restocks()));
        }
        BackorderFills fills = new BackorderFills(state, after);
        free(state, before).forEach(fills::fill);
        Consequences consequences = new Consequences(after, state.number() + 1, List.copyOf(fills.events()));
        EventData data = new EventData.OrderReturned(after, id, returned, consequences.furtherAnswer());
        KnownOrder answer = consequences.answer();
        return new Decision(
                new Outcome.Accepted(new Answer.OfOrder(answer.order()), answer.number()),
                consequences.events(receivedAt, keyed, data));
    }

    private Order after(Order before) {
        Order after = before;
        for (Part part : parts) {
            after = after.withLine(part.line(), line -> line.returned(part.quantity()));
        }
        return after;
    }

    /** What is free of each SKU that is restocked, once it is on hand again. */
    private Map<Product, Long> free(MerchantState state, Order order) {
        Map<Product, Long> free = new LinkedHashMap<>();
        for (Part part : parts) {
            if (!part.restocks()) {
                continue;
            }
            Product product = Objects.requireNonNull(
                    state.product(order.lines().get(part.line()).sku()));
            free.putIfAbsent(product, state.stock(product.key()).free());
            free.merge(product, part.quantity(), Math::addExact);
        }
        return free;
    }

    private static List<LineUnits> units(List<Part> parts) {
        return parts.stream().map(Part::units).toList();
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
