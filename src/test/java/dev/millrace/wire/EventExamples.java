package dev.millrace.wire;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Demand;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.stock.AdjustStock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of each type, always the same: every field that an event can have stands in one of them, and every field
 * that may be left out is left out of one. The golden files hold what becomes of them.
 */
final class EventExamples {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Instant LATER = Instant.parse("2026-03-09T12:00:00Z");
    private static final long NUMBER = 4_711;
    private static final UUID ORDER = id(1);
    private static final UUID REPLENISHMENT = id(2);
    private static final UUID GATHERED_REPLENISHMENT = id(3);
    private static final UUID PURCHASE_ORDER = id(4);
    private static final Money PRICE = new Money(1_999, "EUR");

    private EventExamples() {}

    static List<Event> all() {
        List<Event> events = new ArrayList<>(List.of(
                event(PlaceOrder.KIND, new EventData.OrderPlaced(placed())),
                event(PlaceOrder.KIND, new EventData.OrderRejected(rejected())),
                event(null, cancelled()),
                event(null, filled()),
                event(ShipOrder.KIND, shipped()),
                event(ReturnGoods.KIND, returned()),
                event(EditOrder.KIND, edited()),
                event(ReceiveGoods.KIND, received()),
                event(AdjustStock.KIND, new EventData.StockAdjusted(adjustment(null))),
                event(AdjustStock.KIND, new EventData.AdjustmentRejected(adjustment(tooMuch()))),
                event(null, new EventData.ProductCreated(product("kettle", StockPolicy.BACKORDER, "acme", true))),
                event(null, new EventData.ProductReplaced(productWithoutPacks())),
                event(null, new EventData.ProductDeactivated(product("mug", StockPolicy.REJECT, null, false))),
                event(null, new EventData.SupplierCreated(new Supplier("acme", "Acme \"Süd\" & Söhne", NUMBER, AT)))));
        for (PurchaseOrderStep step : PurchaseOrderStep.values()) {
            events.add(event(null, changed(step)));
        }
        return events;
    }

    private static Event event(@Nullable String kind, EventData data) {
        Keyed keyed = kind == null ? null : new Keyed(kind, "key-\"1\"", new RequestHash(1, -2, 3, Long.MIN_VALUE));
        return new Event(NUMBER, AT, keyed, data);
    }

    private static Order placed() {
        Order.Purchase owed = new Order.Purchase(REPLENISHMENT, "acme", 5, 2_000, 6L);
        Order.Purchase gathered = new Order.Purchase(GATHERED_REPLENISHMENT, "acme", 7, 1_500, null);
        return order(
                Order.Status.OPEN,
                "Größe 7 \uD83D\uDE80 \u0001\n\\",
                null,
                Order.Line.ordered("mug", 3, 3, 0, PRICE, null),
                Order.Line.ordered("kettle", 9, 4, 5, PRICE, owed),
                Order.Line.ordered("spoon", 7, 0, 7, PRICE, gathered));
    }

    private static Order rejected() {
        Order.Rejection rejection = new Order.Rejection(
                Order.Rejection.INSUFFICIENT_STOCK,
                List.of(new Order.Shortage("mug", 1_000_000, 3), new Order.Shortage("spoon", 2, 0)));
        return order(Order.Status.REJECTED, null, rejection, Order.Line.ordered("mug", 1_000_000, 0, 0, PRICE, null));
    }

    /** Shipped, returned, cancelled and added later, all of it. */
    private static Order lived(Order.Status status) {
        return order(
                status,
                "ref",
                null,
                new Order.Line("kettle", 10, 1, 2, 3, 4, 2, PRICE, null, 0),
                new Order.Line("kettle", 2, 0, 2, 0, 0, 0, PRICE, null, 4_700));
    }

    private static Order order(
            Order.Status status, @Nullable String reference, Order.@Nullable Rejection rejection, Order.Line... lines) {
        return new Order(
                ORDER, status, reference, new Money(37_981, "EUR"), AT, NUMBER - 100, List.of(lines), rejection);
    }

    private static EventData cancelled() {
        return new EventData.OrderCancelled(
                lived(Order.Status.CANCELLED),
                List.of(new EventData.Released(0, "kettle", 4, 5)),
                List.of(
                        new ReplenishmentUpdate(REPLENISHMENT, 0, 0L, Replenishment.Status.CANCELLED, null),
                        new ReplenishmentUpdate(
                                GATHERED_REPLENISHMENT, 2, null, Replenishment.Status.BOUGHT, PURCHASE_ORDER)));
    }

    private static EventData filled() {
        return new EventData.BackordersFilled(
                lived(Order.Status.OPEN),
                List.of(new EventData.Filled(0, "kettle", 1), new EventData.Filled(1, "kettle", 2)));
    }

    private static EventData shipped() {
        return new EventData.OrderShipped(
                lived(Order.Status.COMPLETED), id(5), List.of(new EventData.Moved(0, "kettle", 3)));
    }

    private static EventData returned() {
        return new EventData.OrderReturned(
                lived(Order.Status.OPEN), id(6), List.of(new EventData.Returned(0, "kettle", 2, true)), further());
    }

    private static EventData edited() {
        return new EventData.OrderEdited(
                lived(Order.Status.OPEN),
                List.of(new EventData.Reallocated(0, "kettle", -1, -2), new EventData.Reallocated(1, "kettle", 0, 2)),
                List.of(new ReplenishmentUpdate(REPLENISHMENT, 3, 4L, Replenishment.Status.OWED, null)),
                further());
    }

    /** What the sender was shown, since the same decision filled a line of that order. */
    private static KnownOrder further() {
        return new KnownOrder(
                order(
                        Order.Status.OPEN,
                        "ref",
                        null,
                        new Order.Line("kettle", 10, 1, 2, 3, 4, 2, PRICE, null, 0),
                        new Order.Line("kettle", 2, 2, 0, 0, 0, 0, PRICE, null, 4_700)),
                NUMBER + 2);
    }

    /** Nothing but what every purchase order has, and once it went out, all that it can have. */
    private static EventData changed(PurchaseOrderStep step) {
        return new EventData.PurchaseOrderChanged(
                step,
                step == PurchaseOrderStep.GATHERED ? drafted() : sent(statusAfter(step)),
                List.of(new ReplenishmentUpdate(REPLENISHMENT, 5, 6L, Replenishment.Status.BOUGHT, PURCHASE_ORDER)),
                List.of(new PurchaseOrder.Incoming("kettle", -12), new PurchaseOrder.Incoming("spoon", 9)));
    }

    private static PurchaseOrder.Status statusAfter(PurchaseOrderStep step) {
        return switch (step) {
            case GATHERED, SHRUNK -> PurchaseOrder.Status.DRAFT;
            case SUBMITTED, NOT_SENT -> PurchaseOrder.Status.QUEUED;
            case SENDING -> PurchaseOrder.Status.SENDING;
            case SENT, CANCEL_REFUSED -> PurchaseOrder.Status.SENT;
            case ACKNOWLEDGED -> PurchaseOrder.Status.ACKNOWLEDGED;
            case REJECTED -> PurchaseOrder.Status.REJECTED;
            case UNKNOWN -> PurchaseOrder.Status.UNKNOWN;
            case CANCEL_REQUESTED -> PurchaseOrder.Status.CANCEL_REQUESTED;
            case CANCELLED -> PurchaseOrder.Status.CANCELLED;
            case CLOSED_SHORT -> PurchaseOrder.Status.CLOSED_SHORT;
        };
    }

    private static PurchaseOrder drafted() {
        return new PurchaseOrder(
                PURCHASE_ORDER, "acme", PurchaseOrder.Status.DRAFT, lines(0), 2, 0, null, null, null, null, AT, NUMBER);
    }

    private static PurchaseOrder sent(PurchaseOrder.Status status) {
        return new PurchaseOrder(
                PURCHASE_ORDER,
                "acme",
                status,
                lines(4),
                2,
                3,
                "bought again: order po-1 was rejected",
                "503 \"busy\"",
                "THEIR/1",
                LATER,
                AT,
                Set.of(PurchaseOrderStep.SUBMITTED, PurchaseOrderStep.ACKNOWLEDGED),
                NUMBER);
    }

    private static List<PurchaseOrder.Line> lines(long received) {
        return List.of(
                new PurchaseOrder.Line("kettle", new Demand(5, 6, 0), 12, received),
                new PurchaseOrder.Line("spoon", new Demand(7, 0, 80_500), 9, 0));
    }

    private static EventData received() {
        Receipt receipt =
                new Receipt(id(7), PURCHASE_ORDER, "LS 2026/03", AT, List.of(new Receipt.Line("kettle", 4, 3)));
        return new EventData.GoodsReceived(
                receipt,
                sent(PurchaseOrder.Status.PARTIALLY_RECEIVED),
                List.of(new PurchaseOrder.Incoming("kettle", -4)));
    }

    private static Adjustment adjustment(Adjustment.@Nullable Rejection rejection) {
        StockLevel after = new StockLevel(10, 4, 0, 0, 0, 0, 0, 0, 0);
        StockLevel beside = new StockLevel(5, 5, 2, 0, 0, 0, 0, 0, 0);
        return new Adjustment(
                id(8),
                "counted: Regal 3",
                AT,
                List.of(new Adjustment.Line("mug", -3, after), new Adjustment.Line("kettle", 5, beside)),
                rejection);
    }

    private static Adjustment.Rejection tooMuch() {
        return new Adjustment.Rejection("insufficient_stock", List.of(new Adjustment.Shortage("mug", -3, 2)));
    }

    static Product productWithoutPacks() {
        return product("mug", StockPolicy.REJECT, null, true);
    }

    private static Product product(String sku, StockPolicy policy, @Nullable String supplier, boolean active) {
        boolean isBought = supplier != null;
        return new Product(
                17,
                sku,
                "The \"" + sku + "\"",
                PRICE,
                policy,
                supplier,
                isBought ? 2_500 : 2_000,
                isBought ? Rounding.PER_PURCHASE_ORDER : Rounding.PER_LINE,
                isBought ? new Packaging(12, 24) : Packaging.SINGLE,
                100_000,
                active,
                NUMBER,
                LATER);
    }

    private static UUID id(int last) {
        return new UUID(0x0195_5e2b_10d1_7000L, 0x8000_0000_0000_0000L + last);
    }
}
