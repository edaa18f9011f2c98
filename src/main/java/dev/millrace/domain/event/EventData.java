package dev.millrace.domain.event;

import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.Supplier;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can happen. Together with the events before it, an event is enough to rebuild every row that it led to.
 *
 * <p>Within a version an event only grows; a changed meaning is a new version with a reader for the old one.
 */
public sealed interface EventData {

    /** Under which name the journal and the public feed know it. */
    String type();

    /** The version of its content. */
    default int version() {
        return 1;
    }

    /** An order was accepted: what is available is allocated, the rest is backordered and owed to suppliers. */
    record OrderPlaced(Order order) implements EventData {
        @Override
        public String type() {
            return "order.placed";
        }
    }

    /** An order was decided against; it holds nothing and its key is used up. */
    record OrderRejected(Order order) implements EventData {
        @Override
        public String type() {
            return "order.rejected";
        }
    }

    /**
     * What was left of an order was cancelled.
     *
     * @param order as it stands now
     * @param released what its lines held before
     * @param replenishments what is no longer owed to suppliers
     */
    record OrderCancelled(Order order, List<Released> released, List<ReplenishmentUpdate> replenishments)
            implements EventData {
        public OrderCancelled {
            released = List.copyOf(released);
            replenishments = List.copyOf(replenishments);
        }

        @Override
        public String type() {
            return "order.cancelled";
        }
    }

    /**
     * Waiting lines of an order got units that became free.
     *
     * @param order as it stands now
     * @param filled which lines got how much
     */
    record BackordersFilled(Order order, List<Filled> filled) implements EventData {
        public BackordersFilled {
            filled = List.copyOf(filled);
        }

        @Override
        public String type() {
            return "order.backorders_filled";
        }
    }

    /**
     * Goods left the warehouse.
     *
     * @param order as it stands now
     * @param shipmentId names the shipment
     */
    record OrderShipped(Order order, UUID shipmentId, List<Moved> moved) implements EventData {
        public OrderShipped {
            moved = List.copyOf(moved);
        }

        @Override
        public String type() {
            return "order.shipped";
        }
    }

    /**
     * Goods came back.
     *
     * @param order as it stands now
     * @param returnId names the return
     * @param answer the order as its sender was shown it, if what was restocked filled lines of its own in the same
     *     decision; else null, and it is {@code order}
     */
    record OrderReturned(
            Order order,
            UUID returnId,
            List<Returned> returned,
            @Nullable KnownOrder answer) implements EventData {
        public OrderReturned {
            returned = List.copyOf(returned);
        }

        @Override
        public String type() {
            return "order.returned";
        }
    }

    /**
     * More or fewer units are ordered.
     *
     * @param order as it stands now
     * @param repromised what that changed, line by line
     * @param replenishments what is owed to suppliers less
     * @param answer the order as its sender was shown it, if what became free filled lines of its own in the same
     *     decision; else null, and it is {@code order}
     */
    record OrderEdited(
            Order order,
            List<Reallocated> repromised,
            List<ReplenishmentUpdate> replenishments,
            @Nullable KnownOrder answer)
            implements EventData {
        public OrderEdited {
            repromised = List.copyOf(repromised);
            replenishments = List.copyOf(replenishments);
        }

        @Override
        public String type() {
            return "order.edited";
        }
    }

    /**
     * Something happened to a purchase order.
     *
     * @param order as it stands now
     * @param replenishments what it buys, or buys no more
     * @param incoming how the units to come differ
     */
    record PurchaseOrderChanged(
            PurchaseOrderStep step,
            PurchaseOrder order,
            List<ReplenishmentUpdate> replenishments,
            List<PurchaseOrder.Incoming> incoming)
            implements EventData {
        public PurchaseOrderChanged {
            replenishments = List.copyOf(replenishments);
            incoming = List.copyOf(incoming);
        }

        @Override
        public String type() {
            return "purchase_order." + step.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Goods arrived.
     *
     * @param order the purchase order as it stands now
     * @param incoming how the units to come differ
     */
    record GoodsReceived(Receipt receipt, PurchaseOrder order, List<PurchaseOrder.Incoming> incoming)
            implements EventData {
        public GoodsReceived {
            incoming = List.copyOf(incoming);
        }

        @Override
        public String type() {
            return "goods.received";
        }
    }

    /** The units on hand were corrected. */
    record StockAdjusted(Adjustment adjustment) implements EventData {
        @Override
        public String type() {
            return "stock.adjusted";
        }
    }

    /** An adjustment was decided against, since it would take more than is free. */
    record AdjustmentRejected(Adjustment adjustment) implements EventData {
        @Override
        public String type() {
            return "stock.adjustment_rejected";
        }
    }

    record ProductCreated(Product product) implements EventData {
        @Override
        public String type() {
            return "product.created";
        }
    }

    record ProductReplaced(Product product) implements EventData {
        @Override
        public String type() {
            return "product.replaced";
        }
    }

    record ProductDeactivated(Product product) implements EventData {
        @Override
        public String type() {
            return "product.deactivated";
        }
    }

    record SupplierCreated(Supplier supplier) implements EventData {
        @Override
        public String type() {
            return "supplier.created";
        }
    }

    /**
     * What a cancelled line gave back.
     *
     * @param line its position in the order, from 0
     * @param allocated units that were promised to it
     * @param backordered units that it still waited for
     */
    record Released(int line, String sku, long allocated, long backordered) {}

    /**
     * What a waiting line got.
     *
     * @param line its position in the order, from 0
     * @param quantity units, at least 1
     */
    record Filled(int line, String sku, long quantity) {}

    /**
     * Units of a line that left.
     *
     * @param line its position in the order, from 0
     * @param quantity units, at least 1
     */
    record Moved(int line, String sku, long quantity) {}

    /**
     * Units of a line that came back.
     *
     * @param line its position in the order, from 0
     * @param quantity units, at least 1
     * @param restocked whether they are on hand again, or written off
     */
    record Returned(int line, String sku, long quantity, boolean restocked) {}

    /**
     * How what a line holds and awaits differs.
     *
     * @param line its position in the order, from 0
     * @param allocated units, negative where fewer
     * @param backordered units, negative where fewer
     */
    record Reallocated(int line, String sku, long allocated, long backordered) {}
}
