package dev.millrace.sandbox;

import dev.millrace.sandbox.SandboxOrder.Line;
import dev.millrace.sandbox.SandboxOrder.Status;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The supplier's order book: one order for each number, however often it was told. Belongs to one event loop. */
final class SandboxOrders {
    /** A SKU that begins so is never delivered, so that one can see what a rejection does. */
    static final String REJECTED_SKU = "REJECT-BY-SUPPLIER";

    private static final int ORDERS_MAX = 100_000;
    private static final int LINES_MAX = 2_000_000;

    private final Map<String, SandboxOrder> orders = new LinkedHashMap<>();
    private int lines;
    private int references;

    /** What came of telling it one. */
    sealed interface Taken {
        record New(SandboxOrder order) implements Taken {}

        record Known(SandboxOrder order) implements Taken {}

        /** The number is that of another order. */
        record Other(SandboxOrder order) implements Taken {}

        record Full() implements Taken {}
    }

    Taken take(String number, List<Line> wanted, @Nullable URI callback) {
        SandboxOrder known = orders.get(number);
        if (known != null) {
            known.submissions++;
            return known.lines.equals(wanted) ? new Taken.Known(known) : new Taken.Other(known);
        }
        if (orders.size() >= ORDERS_MAX || lines + wanted.size() > LINES_MAX) {
            return new Taken.Full();
        }
        references++;
        SandboxOrder order = new SandboxOrder(number, wanted, callback, "S-" + references);
        order.submissions = 1;
        if (wanted.stream().anyMatch(line -> line.sku().startsWith(REJECTED_SKU))) {
            order.status = Status.REJECTED;
            order.reason = "We do not have this.";
        }
        orders.put(number, order);
        lines += wanted.size();
        return new Taken.New(order);
    }

    @Nullable
    SandboxOrder find(String number) {
        return orders.get(number);
    }

    Collection<SandboxOrder> all() {
        return orders.values();
    }

    void clear() {
        orders.clear();
        lines = 0;
    }
}
