package dev.millrace.domain;

import dev.millrace.domain.order.Order;
import dev.millrace.domain.purchasing.ReplenishmentCut;
import dev.millrace.domain.purchasing.Supplier;
import dev.millrace.domain.stock.Adjustment;
import dev.millrace.domain.stock.Product;
import java.util.List;

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
    record OrderCancelled(Order order, List<Released> released, List<ReplenishmentCut> replenishments)
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
}
