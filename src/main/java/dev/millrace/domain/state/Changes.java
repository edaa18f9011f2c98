package dev.millrace.domain.state;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.Replenishment.Status;
import dev.millrace.domain.model.StockLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each event changes. Of the state it reads nothing but the keys of products. */
final class Changes {
    private Changes() {}

    static List<Change> of(Event event, MerchantState state) {
        List<Change> changes = new ArrayList<>();
        long number = event.number();
        switch (event.data()) {
            case EventData.OrderPlaced(Order order) -> {
                changes.add(new Change.OrderPut(order, keyed(event)));
                placed(order, state, number, changes);
            }
            case EventData.OrderRejected(Order order) -> changes.add(new Change.OrderPut(order, keyed(event)));
            case EventData.OrderCancelled cancelled -> cancelled(cancelled, state, number, changes);
            case EventData.BackordersFilled filled -> filled(filled, state, number, changes);
            case EventData.StockAdjusted(Adjustment adjustment) -> {
                adjusted(adjustment, state, number, changes);
                changes.add(
                        new Change.OutcomeRecorded(new Answer.OfAdjustment(adjustment), keyed(event), true, number));
            }
            case EventData.AdjustmentRejected(Adjustment adjustment) ->
                changes.add(
                        new Change.OutcomeRecorded(new Answer.OfAdjustment(adjustment), keyed(event), false, number));
            case EventData.OrderShipped(Order order, var _, var moved) -> {
                for (EventData.Moved part : moved) {
                    int product = productKey(state, part.sku());
                    changes.add(new Change.StockDelta(product, StockLevel.shipment(part.quantity(), number)));
                }
                orderChanged(order, null, event, changes);
            }
            case EventData.OrderReturned(Order order, var _, var returned, var answer) -> {
                for (EventData.Returned part : returned) {
                    if (part.restocked()) {
                        int product = productKey(state, part.sku());
                        changes.add(new Change.StockDelta(product, StockLevel.restock(part.quantity(), number)));
                    }
                }
                orderChanged(order, answer, event, changes);
            }
            case EventData.OrderEdited edited -> {
                edited(edited, state, number, changes);
                orderChanged(edited.order(), edited.answer(), event, changes);
            }
            case EventData.PurchaseOrderChanged(var _, var order, var replenishments, var incoming) -> {
                incoming(incoming, state, number, changes);
                replenishments.forEach(update -> changes.add(new Change.ReplenishmentChanged(update, number)));
                changes.add(new Change.PurchaseOrderPut(order));
            }
            case EventData.GoodsReceived(Receipt receipt, var order, var incoming) -> {
                for (Receipt.Line line : receipt.lines()) {
                    int product = productKey(state, line.sku());
                    changes.add(new Change.StockDelta(product, StockLevel.receipt(line.quantity(), number)));
                }
                incoming(incoming, state, number, changes);
                changes.add(new Change.PurchaseOrderPut(order));
                changes.add(new Change.ReceiptPut(receipt, number));
                changes.add(new Change.OutcomeRecorded(new Answer.OfReceipt(receipt), keyed(event), true, number));
            }
            case EventData.ProductCreated(Product product) -> changes.add(new Change.ProductCreated(product));
            case EventData.ProductReplaced(Product product) -> changes.add(new Change.ProductChanged(product));
            case EventData.ProductDeactivated(Product product) -> changes.add(new Change.ProductChanged(product));
            case EventData.SupplierCreated(var supplier) -> changes.add(new Change.SupplierPut(supplier));
        }
        return changes;
    }

    private static void adjusted(Adjustment adjustment, MerchantState state, long number, List<Change> changes) {
        for (Adjustment.Line line : adjustment.lines()) {
            int product = productKey(state, line.sku());
            changes.add(new Change.StockDelta(product, StockLevel.adjustment(line.delta(), number)));
        }
    }

    private static void placed(Order order, MerchantState state, long number, List<Change> changes) {
        for (int position = 0; position < order.lines().size(); position++) {
            Order.Line line = order.lines().get(position);
            int product = productKey(state, line.sku());
            changes.add(
                    new Change.StockDelta(product, StockLevel.promise(line.allocated(), line.backordered(), number)));
            waitsAndIsBought(order, position, product, number, changes);
        }
    }

    /** A line that is new at the event of that number. */
    private static void waitsAndIsBought(Order order, int position, int product, long number, List<Change> changes) {
        Order.Line line = order.lines().get(position);
        if (line.backordered() > 0) {
            changes.add(new Change.BackorderPut(product, number, position, order.id(), line.backordered()));
        }
        Order.Purchase bought = line.bought();
        if (bought != null) {
            changes.add(new Change.ReplenishmentPut(new Replenishment(
                    bought.replenishmentId(),
                    order.id(),
                    position,
                    product,
                    bought.supplierId(),
                    bought.shortfall(),
                    bought.surplusBps(),
                    bought.quantity(),
                    Status.OWED,
                    null,
                    number)));
        }
    }

    private static void edited(EventData.OrderEdited event, MerchantState state, long number, List<Change> changes) {
        Order order = event.order();
        for (EventData.Reallocated part : event.repromised()) {
            int product = productKey(state, part.sku());
            Order.Line line = order.lines().get(part.line());
            changes.add(
                    new Change.StockDelta(product, StockLevel.promise(part.allocated(), part.backordered(), number)));
            if (line.since() == number) {
                waitsAndIsBought(order, part.line(), product, number, changes);
            } else if (part.backordered() != 0) {
                changes.add(new Change.BackorderLeft(
                        product, order.queueNumber(part.line()), part.line(), line.backordered()));
            }
        }
        event.replenishments().forEach(update -> changes.add(new Change.ReplenishmentChanged(update, number)));
    }

    /**
     * An order that a keyed command changed.
     *
     * @param answer what its sender was shown, where the same decision changed it further; else null
     */
    private static void orderChanged(Order order, @Nullable KnownOrder answer, Event event, List<Change> changes) {
        KnownOrder shown = answer == null ? new KnownOrder(order, event.number()) : answer;
        changes.add(new Change.OrderChanged(order, event.number()));
        changes.add(new Change.OutcomeRecorded(new Answer.OfOrder(shown.order()), keyed(event), true, shown.number()));
    }

    private static void incoming(
            List<PurchaseOrder.Incoming> incoming, MerchantState state, long number, List<Change> changes) {
        for (PurchaseOrder.Incoming part : incoming) {
            int product = productKey(state, part.sku());
            changes.add(new Change.StockDelta(product, StockLevel.incoming(part.delta(), number)));
        }
    }

    private static void cancelled(
            EventData.OrderCancelled event, MerchantState state, long number, List<Change> changes) {
        Order order = event.order();
        for (EventData.Released released : event.released()) {
            int product = productKey(state, released.sku());
            changes.add(new Change.StockDelta(
                    product, StockLevel.promise(-released.allocated(), -released.backordered(), number)));
            if (released.backordered() > 0) {
                changes.add(new Change.BackorderLeft(product, order.queueNumber(released.line()), released.line(), 0));
            }
        }
        event.replenishments().forEach(update -> changes.add(new Change.ReplenishmentChanged(update, number)));
        changes.add(new Change.OrderChanged(order, number));
    }

    private static void filled(
            EventData.BackordersFilled event, MerchantState state, long number, List<Change> changes) {
        Order order = event.order();
        for (EventData.Filled filled : event.filled()) {
            int product = productKey(state, filled.sku());
            long left = order.lines().get(filled.line()).backordered();
            changes.add(
                    new Change.StockDelta(product, StockLevel.promise(filled.quantity(), -filled.quantity(), number)));
            changes.add(new Change.BackorderLeft(product, order.queueNumber(filled.line()), filled.line(), left));
        }
        changes.add(new Change.OrderChanged(order, number));
    }

    private static int productKey(MerchantState state, String sku) {
        Product product = state.product(sku);
        if (product == null) {
            throw new IllegalStateException("an event speaks of SKU " + sku + ", which does not exist");
        }
        return product.key();
    }

    private static Keyed keyed(Event event) {
        return Objects.requireNonNull(event.keyed(), "the outcome of a keyed command carries its key");
    }
}
