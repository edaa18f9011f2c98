package dev.millrace.domain.order;

import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Order.Purchase;
import dev.millrace.domain.model.Order.Rejection;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Surplus;
import dev.millrace.domain.state.MerchantState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of placing an order: what can never be right is refused; one short line of policy {@code reject} rejects the
 * whole order; what is missing of policy {@code backorder} waits and is bought with a surplus.
 */
final class PlaceOrderDecision {
    private final PlaceOrder command;
    private final MerchantState state;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private long total;
    private boolean overflows;

    PlaceOrderDecision(PlaceOrder command, MerchantState state) {
        this.command = command;
        this.state = state;
    }

    Decision decide() {
        for (int position = 0; position < command.wanted().size(); position++) {
            check(position, command.wanted().get(position));
        }
        if (overflows) {
            faults.add(new Fault("/lines", "overflow", "The total does not fit 64 bits."));
        }
        if (!faults.isEmpty()) {
            return Decision.without(new Outcome.Refused(Refusal.invalid(faults)));
        }
        List<Allocation> allocations = allocate();
        Rejection rejection = rejection(allocations);
        Money sum = new Money(total, products.getFirst().price().currency());
        return rejection == null ? placed(allocations, sum) : rejected(rejection, sum);
    }

    private void check(int position, PlaceOrder.RequestedLine line) {
        Product product = state.product(line.sku());
        String pointer = "/lines/" + position;
        if (product == null) {
            faults.add(new Fault(pointer + "/sku", "unknown_sku", "There is no product with this SKU."));
            return;
        }
        if (!product.active()) {
            faults.add(new Fault(pointer + "/sku", "inactive_sku", "This product takes no new orders."));
        }
        if (line.expectedPrice() != null && !line.expectedPrice().equals(product.price())) {
            faults.add(new Fault(
                    pointer + "/unit_price",
                    "price_changed",
                    "A unit costs " + product.price().amount() + " "
                            + product.price().currency() + "."));
        }
        String currency = product.price().currency();
        if (products.isEmpty() || currency.equals(products.getFirst().price().currency())) {
            count(product.price().amount(), line.quantity());
        } else {
            faults.add(new Fault(
                    pointer + "/sku",
                    "mixed_currencies",
                    "An order has one currency; this product is priced in " + currency + "."));
        }
        products.add(product);
    }

    private void count(long amount, long quantity) {
        try {
            total = Math.addExact(total, Math.multiplyExact(amount, quantity));
        } catch (ArithmeticException _) {
            overflows = true;
        }
    }

    /** What one line gets, and what a new order could have had of its SKU before this one. */
    private record Allocation(Product product, long ordered, long allocated, long available) {
        long shortfall() {
            return ordered - allocated;
        }
    }

    /** Lines of the same SKU are served in line order, each from what the earlier ones left. */
    private List<Allocation> allocate() {
        List<Allocation> allocations = new ArrayList<>(products.size());
        for (int position = 0; position < products.size(); position++) {
            Product product = products.get(position);
            long ordered = command.wanted().get(position).quantity();
            long available = state.stock(product.key()).available();
            long left = available;
            for (Allocation earlier : allocations) {
                if (earlier.product().key() == product.key()) {
                    left -= earlier.allocated();
                }
            }
            allocations.add(new Allocation(product, ordered, Math.min(ordered, left), available));
        }
        return allocations;
    }

    private @Nullable Rejection rejection(List<Allocation> allocations) {
        Map<String, Order.Shortage> unmet = new LinkedHashMap<>();
        Map<String, Order.Shortage> beyondLimit = new LinkedHashMap<>();
        for (Allocation allocation : allocations) {
            if (allocation.shortfall() == 0) {
                continue;
            }
            Product product = allocation.product();
            if (product.policy() == StockPolicy.REJECT) {
                unmet.computeIfAbsent(product.sku(), sku -> shortOf(sku, allocation.available()));
            } else if (exceedsBackorderMax(product, allocations)) {
                beyondLimit.computeIfAbsent(product.sku(), sku -> shortOf(sku, allocation.available()));
            }
        }
        if (!unmet.isEmpty()) {
            return new Rejection(Rejection.INSUFFICIENT_STOCK, List.copyOf(unmet.values()));
        }
        return beyondLimit.isEmpty()
                ? null
                : new Rejection(Rejection.BACKORDER_LIMIT, List.copyOf(beyondLimit.values()));
    }

    private boolean exceedsBackorderMax(Product product, List<Allocation> allocations) {
        long waiting = state.stock(product.key()).backordered();
        for (Allocation allocation : allocations) {
            if (allocation.product().key() == product.key()) {
                waiting += allocation.shortfall();
            }
        }
        return waiting > product.backorderMax();
    }

    private Order.Shortage shortOf(String sku, long available) {
        long ordered = command.wanted().stream()
                .filter(line -> line.sku().equals(sku))
                .mapToLong(PlaceOrder.RequestedLine::quantity)
                .sum();
        return new Order.Shortage(sku, ordered, available);
    }

    private Decision placed(List<Allocation> allocations, Money total) {
        List<Order.Line> lines = new ArrayList<>(allocations.size());
        int replenishments = 0;
        for (Allocation allocation : allocations) {
            Purchase bought = allocation.shortfall() == 0 ? null : bought(allocation, replenishments++);
            lines.add(line(allocation, allocation.allocated(), allocation.shortfall(), bought));
        }
        Order order = order(Order.Status.OPEN, total, lines, null);
        return recorded(new EventData.OrderPlaced(order), new Outcome.Accepted(new Answer.OfOrder(order), number()));
    }

    private Decision rejected(Rejection rejection, Money total) {
        List<Order.Line> lines = new ArrayList<>();
        for (int position = 0; position < products.size(); position++) {
            long ordered = command.wanted().get(position).quantity();
            lines.add(line(new Allocation(products.get(position), ordered, 0, 0), 0, 0, null));
        }
        Order order = order(Order.Status.REJECTED, total, lines, rejection);
        return recorded(
                new EventData.OrderRejected(order),
                new Outcome.Rejected(new Answer.OfOrder(order), rejection.code(), number()));
    }

    private Purchase bought(Allocation allocation, int ordinal) {
        Product product = allocation.product();
        long shortfall = allocation.shortfall();
        Long quantity =
                product.rounding() == Rounding.PER_LINE ? Surplus.quantityToBuy(shortfall, product.surplusBps()) : null;
        return new Purchase(
                DerivedIds.derive(command.id(), ordinal),
                Objects.requireNonNull(product.supplierId(), "a product of policy backorder has a supplier"),
                shortfall,
                product.surplusBps(),
                quantity);
    }

    private static Order.Line line(Allocation allocation, long allocated, long backordered, @Nullable Purchase bought) {
        Product product = allocation.product();
        return Order.Line.ordered(product.sku(), allocation.ordered(), allocated, backordered, product.price(), bought);
    }

    private Order order(Order.Status status, Money total, List<Order.Line> lines, @Nullable Rejection rejection) {
        return new Order(
                command.id(), status, command.customerRef(), total, command.receivedAt(), number(), lines, rejection);
    }

    private long number() {
        return state.number() + 1;
    }

    private Decision recorded(EventData data, Outcome outcome) {
        return new Decision(outcome, List.of(new Event(number(), command.receivedAt(), command.keyed(), data)));
    }
}
