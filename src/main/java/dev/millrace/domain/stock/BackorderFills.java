package dev.millrace.domain.stock;

import dev.millrace.domain.event.EventData.BackordersFilled;
import dev.millrace.domain.event.EventData.Filled;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.state.BackorderLine;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * First in, first out: units that become free fill the oldest waiting lines, in the same decision, before anyone else
 * can see them.
 *
 * <p>One decision fills at most {@link Limits#FILL_LINES_MAX} lines over all SKUs. What is then still free stays
 * unavailable while lines wait, and a job asks for the rest.
 */
public final class BackorderFills {
    private final MerchantState state;
    private final @Nullable Order changed;
    private final Map<UUID, Order> orders = new LinkedHashMap<>();
    private final Map<UUID, List<Filled>> filled = new LinkedHashMap<>();
    private int linesLeft = Limits.FILL_LINES_MAX;
    /** Orders next in line that are loaded as well, so that the next decisions of a batch need not load one by one. */
    private int aheadLeft = Limits.ORDER_LINES_MAX;

    /**
     * @param changed an order as this very decision leaves it, or null: what it gives up it does not wait for any more,
     *     and what it is given is added to that
     */
    public BackorderFills(MerchantState state, @Nullable Order changed) {
        this.state = state;
        this.changed = changed;
    }

    /**
     * Adds what must be known before {@code free} units of a product can be given to whoever waits. Asked product by
     * product, in the order of the fills.
     */
    public void needs(Needs needs, Product product, long free) {
        if (free <= 0 || linesLeft == 0 || state.stock(product.key()).backordered() == 0) {
            return;
        }
        int lines = lines(free);
        if (!state.knowsOldestBackorders(product.key(), lines)) {
            needs.oldestBackorders(product.key(), lines);
            return;
        }
        long left = free;
        for (BackorderLine waiting : state.oldestBackorders(product.key(), lines)) {
            long wanted = wanted(waiting);
            boolean isFilled = left > 0 && linesLeft > 0 && wanted > 0;
            if (isFilled) {
                left -= Math.min(left, wanted);
                linesLeft--;
            }
            // Who is filled must be known, also behind lines that are not, and when the queue of another SKU has used
            // up what may be loaded ahead.
            if ((isFilled || aheadLeft-- > 0) && !state.knowsOrder(waiting.orderId())) {
                needs.order(waiting.orderId());
            }
        }
    }

    /**
     * Gives free units of a product to its oldest waiting lines.
     *
     * @param free units that nobody holds, 0 or more
     * @return how many of them were given
     */
    public long fill(Product product, long free) {
        long left = free;
        if (free > 0 && linesLeft > 0) {
            for (BackorderLine waiting : state.oldestBackorders(product.key(), lines(free))) {
                long wanted = wanted(waiting);
                if (left > 0 && linesLeft > 0 && wanted > 0) {
                    long given = Math.min(left, wanted);
                    give(waiting, product.sku(), given);
                    left -= given;
                    linesLeft--;
                }
            }
            left = fillNewLines(product, left);
        }
        return free - left;
    }

    /** Lines that this very decision adds stand at the end of the queue, where nobody knows them yet. */
    private long fillNewLines(Product product, long free) {
        long left = free;
        Order own = changed;
        for (int position = 0; own != null && position < own.lines().size(); position++) {
            Order.Line line = own.lines().get(position);
            boolean isNew = line.since() > state.number() && line.sku().equals(product.sku());
            long given = isNew && linesLeft > 0 ? Math.min(left, line.backordered()) : 0;
            if (given > 0) {
                give(
                        new BackorderLine(product.key(), line.since(), position, own.id(), line.backordered()),
                        product.sku(),
                        given);
                left -= given;
                linesLeft--;
            }
        }
        return left;
    }

    /** How many lines were filled. */
    public int lines() {
        return Limits.FILL_LINES_MAX - linesLeft;
    }

    /** An event for each order that got something. */
    public List<BackordersFilled> events() {
        List<BackordersFilled> events = new ArrayList<>();
        orders.forEach((id, order) -> events.add(new BackordersFilled(order, Objects.requireNonNull(filled.get(id)))));
        return events;
    }

    /** Every waiting line takes at least one unit; an order that leaves the queue may hold its first places. */
    private int lines(long free) {
        return (int) Math.min(linesLeft, free) + Limits.ORDER_LINES_MAX;
    }

    /** Units that a line still waits for. */
    private long wanted(BackorderLine waiting) {
        Order own = changed;
        return own != null && own.id().equals(waiting.orderId())
                ? own.lines().get(waiting.line()).backordered()
                : waiting.quantity();
    }

    private void give(BackorderLine waiting, String sku, long units) {
        UUID id = waiting.orderId();
        Order order = orders.get(id);
        if (order == null && changed != null && changed.id().equals(id)) {
            order = changed;
        }
        if (order == null) {
            KnownOrder known = state.order(id);
            if (known == null) {
                throw new IllegalStateException("order " + id + " waits and does not exist");
            }
            order = known.order();
        }
        orders.put(id, order.withLine(waiting.line(), line -> line.filled(units)));
        filled.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Filled(waiting.line(), sku, units));
    }
}
