package dev.millrace.domain.state;

import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Supplier;
import java.util.UUID;

/** What an event changes: the rows that an append writes and the state that the next decision reads. */
public sealed interface Change {

    /**
     * A movement of one product's stock.
     *
     * @param delta what to add to each figure; its number is the event's
     */
    record StockDelta(int productKey, StockLevel delta) implements Change {}

    /** A decided order, accepted or rejected, with the key that it answers. */
    record OrderPut(Order order, Keyed keyed) implements Change {}

    /** An order as it stands now. */
    record OrderChanged(Order order, long number) implements Change {}

    /** A line begins to wait. */
    record BackorderPut(int productKey, long journalNumber, int line, UUID orderId, long quantity) implements Change {}

    /** A waiting line got units or gave up; at 0 it waits no longer. */
    record BackorderLeft(int productKey, long journalNumber, int line, long quantityLeft) implements Change {}

    record ReplenishmentPut(Replenishment replenishment) implements Change {}

    record ReplenishmentChanged(ReplenishmentUpdate update, long number) implements Change {}

    record ProductCreated(Product product) implements Change {}

    record ProductChanged(Product product) implements Change {}

    record SupplierPut(Supplier supplier) implements Change {}

    /** A purchase order as it stands now, new or not. */
    record PurchaseOrderPut(PurchaseOrder order) implements Change {}

    record ReceiptPut(Receipt receipt, long number) implements Change {}

    /** The recorded outcome of a keyed command other than an order. */
    record OutcomeRecorded(Answer answer, Keyed keyed, boolean accepted, long number) implements Change {}
}
