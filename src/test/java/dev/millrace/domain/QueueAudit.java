package dev.millrace.domain;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Order;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * First in, first out, from the journal alone. No later line of a SKU has units that an earlier waiting line could have
 * had, which is to say:
 *
 * <ul>
 *   <li>a line that is ordered gets units at once only while nothing of its SKU waits;
 *   <li>once a decision has filled a line, no line that stands before it waits any more;
 *   <li>once a decision is made nothing is free beside a line that waits, unless it filled as many as one decision may.
 * </ul>
 *
 * A decision is all events of one time of receipt.
 */
final class QueueAudit {
    /** Where a line stands in its queue. */
    private record Place(long number, int line) {}

    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparingLong(Place::number).thenComparingInt(Place::line);

    /** One SKU. */
    private static final class Shelf {
        private long onHand;
        private long allocated;
        /** Units that each waiting line waits for. */
        private final TreeMap<Place, Long> waiting = new TreeMap<>(OLDEST_FIRST);
        /** The last of the lines that this decision has filled. */
        private @org.jspecify.annotations.Nullable Place filled;

        private void waits(Place place, long units) {
            if (units == 0) {
                waiting.remove(place);
            } else {
                waiting.put(place, units);
            }
        }
    }

    private final Map<String, Shelf> shelves = new HashMap<>();
    private int linesFilled;

    private QueueAudit() {}

    /** @throws AssertionError if somebody was passed */
    static void assertServedInTurn(List<Event> journal) {
        QueueAudit audit = new QueueAudit();
        Instant at = null;
        for (Event event : journal) {
            if (at != null && !at.equals(event.at())) {
                audit.decided(at);
            }
            at = event.at();
            audit.follow(event);
        }
        if (at != null) {
            audit.decided(at);
        }
    }

    private void follow(Event event) {
        switch (event.data()) {
            case EventData.OrderPlaced(Order order) -> {
                for (int position = 0; position < order.lines().size(); position++) {
                    Order.Line line = order.lines().get(position);
                    promised(event, order, position, line.allocated());
                }
            }
            case EventData.OrderEdited(Order order, var repromised, var _, var _) ->
                repromised.forEach(part -> promised(event, order, part.line(), part.allocated()));
            case EventData.OrderCancelled(Order order, var released, var _) ->
                released.forEach(part -> {
                    shelf(part.sku()).allocated -= part.allocated();
                    shelf(part.sku()).waits(place(order, part.line()), 0);
                });
            case EventData.BackordersFilled(Order order, var filled) -> filled.forEach(part -> filled(order, part));
            case EventData.OrderShipped(var _, var _, var moved) ->
                moved.forEach(part -> {
                    shelf(part.sku()).onHand -= part.quantity();
                    shelf(part.sku()).allocated -= part.quantity();
                });
            case EventData.OrderReturned(var _, var _, var returned, var _) ->
                returned.forEach(part -> shelf(part.sku()).onHand += part.restocked() ? part.quantity() : 0);
            case EventData.GoodsReceived(var receipt, var _, var _) ->
                receipt.lines().forEach(line -> shelf(line.sku()).onHand += line.quantity());
            case EventData.StockAdjusted(Adjustment adjustment) ->
                adjustment.lines().forEach(line -> shelf(line.sku()).onHand += line.delta());
            case EventData.OrderRejected _,
                    EventData.PurchaseOrderChanged _,
                    EventData.AdjustmentRejected _,
                    EventData.ProductCreated _,
                    EventData.ProductReplaced _,
                    EventData.ProductDeactivated _,
                    EventData.SupplierCreated _ -> {
                // They move no units.
            }
        }
    }

    private void promised(Event event, Order order, int position, long allocated) {
        Order.Line line = order.lines().get(position);
        Shelf shelf = shelf(line.sku());
        if (allocated > 0 && !shelf.waiting.isEmpty()) {
            throw new AssertionError("passes " + shelf.waiting + ": " + event);
        }
        shelf.allocated += allocated;
        shelf.waits(place(order, position), line.backordered());
    }

    private void filled(Order order, EventData.Filled part) {
        Shelf shelf = shelf(part.sku());
        Place place = place(order, part.line());
        shelf.allocated += part.quantity();
        shelf.waits(place, order.lines().get(part.line()).backordered());
        if (shelf.filled == null || OLDEST_FIRST.compare(shelf.filled, place) < 0) {
            shelf.filled = place;
        }
        linesFilled++;
    }

    private void decided(Instant at) {
        shelves.forEach((sku, shelf) -> {
            Place filled = shelf.filled;
            if (filled != null
                    && !shelf.waiting.isEmpty()
                    && OLDEST_FIRST.compare(shelf.waiting.firstKey(), filled) < 0) {
                throw new AssertionError(sku + ": " + filled + " was filled at " + at + " before " + shelf.waiting);
            }
            boolean isFree = shelf.onHand > shelf.allocated;
            if (isFree && !shelf.waiting.isEmpty() && linesFilled < Limits.FILL_LINES_MAX) {
                throw new AssertionError(sku + ": units are free at " + at + " beside " + shelf.waiting);
            }
            shelf.filled = null;
        });
        linesFilled = 0;
    }

    private Shelf shelf(String sku) {
        return Objects.requireNonNull(shelves.computeIfAbsent(sku, _ -> new Shelf()));
    }

    private static Place place(Order order, int line) {
        return new Place(order.queueNumber(line), line);
    }
}
