package dev.millrace.wire;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.event.EventData.BackordersFilled;
import dev.millrace.domain.event.EventData.OrderCancelled;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of one batch as the journal keeps them: a JSON array of
 * {@code {number, type, version, at, key, request_hash, data}}.
 *
 * <p>An order is encoded once; its event, its row and its sender's answer share the bytes.
 */
public final class EventWriter {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final JsonWriter json;
    private final IdentityHashMap<Order, byte[]> orders = new IdentityHashMap<>();
    private final IdentityHashMap<Adjustment, byte[]> adjustments = new IdentityHashMap<>();

    public EventWriter(int expectedBytes) {
        json = new JsonWriter(expectedBytes);
        json.beginArray();
    }

    /** Appends an event. */
    public void write(Event event) {
        json.beginObject();
        json.name("number").number(event.number());
        json.name("type").string(event.data().type());
        json.name("version").number(event.data().version());
        json.name("at").instant(event.at());
        Keyed keyed = event.keyed();
        if (keyed != null) {
            json.name("key").string(keyed.key());
            json.name("request_hash")
                    .string(HexFormat.of().formatHex(keyed.hash().toBytes()));
        }
        json.name("data");
        write(event.data());
        json.endObject();
    }

    /** The order's JSON, encoded at most once; not to be changed. */
    public byte[] bytesOf(Order order) {
        return orders.computeIfAbsent(order, OrderJson::bytes);
    }

    /** The adjustment's JSON, encoded at most once; not to be changed. */
    public byte[] bytesOf(Adjustment adjustment) {
        return adjustments.computeIfAbsent(adjustment, StockJson::bytes);
    }

    /** What a command is answered with, as JSON; an order and an adjustment are encoded at most once. */
    public byte[] bytesOf(Answer answer) {
        return switch (answer) {
            case Answer.OfOrder(var order) -> bytesOf(order);
            case Answer.OfAdjustment(var adjustment) -> bytesOf(adjustment);
            case Answer.OfProduct(var product) -> StockJson.bytes(product);
            case Answer.OfSupplier(var supplier) -> StockJson.bytes(supplier);
            case Answer.OfPurchaseOrder(var order) -> PurchaseJson.bytes(order);
            case Answer.OfReceipt(var receipt) -> PurchaseJson.bytes(receipt);
            case Answer.OfFill _, Answer.OfNothing _ -> NOTHING.clone();
        };
    }

    /** About how much was written. */
    public int length() {
        return json.length();
    }

    /** The array, closed; nothing can be written after it. */
    public String finish() {
        return json.endArray().toString();
    }

    private void write(EventData data) {
        switch (data) {
            case EventData.OrderPlaced(Order order) -> json.raw(bytesOf(order));
            case EventData.OrderRejected(Order order) -> json.raw(bytesOf(order));
            case OrderCancelled cancelled -> write(cancelled);
            case BackordersFilled filled -> write(filled);
            case EventData.OrderShipped shipped -> write(shipped);
            case EventData.OrderReturned returned -> write(returned);
            case EventData.OrderEdited edited -> write(edited);
            case EventData.PurchaseOrderChanged changed -> write(changed);
            case EventData.GoodsReceived received -> write(received);
            case EventData.StockAdjusted(Adjustment adjustment) -> json.raw(bytesOf(adjustment));
            case EventData.AdjustmentRejected(Adjustment adjustment) -> json.raw(bytesOf(adjustment));
            case EventData.ProductCreated(Product product) -> write(product);
            case EventData.ProductReplaced(Product product) -> write(product);
            case EventData.ProductDeactivated(Product product) -> write(product);
            case EventData.SupplierCreated(var supplier) -> StockJson.write(json, supplier);
        }
    }

    private void write(OrderCancelled cancelled) {
        json.beginObject();
        json.name("order").raw(bytesOf(cancelled.order()));
        json.name("released").beginArray();
        for (EventData.Released released : cancelled.released()) {
            json.beginObject();
            json.name("line").number(released.line());
            json.name("sku").string(released.sku());
            json.name("allocated").number(released.allocated());
            json.name("backordered").number(released.backordered());
            json.endObject();
        }
        json.endArray();
        PurchaseJson.write(json.name("replenishments"), cancelled.replenishments());
        json.endObject();
    }

    private void write(BackordersFilled filled) {
        json.beginObject();
        json.name("order").raw(bytesOf(filled.order()));
        json.name("filled").beginArray();
        for (EventData.Filled line : filled.filled()) {
            json.beginObject();
            json.name("line").number(line.line());
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void write(EventData.OrderShipped shipped) {
        json.beginObject();
        json.name("order").raw(bytesOf(shipped.order()));
        json.name("shipment_id").string(TypeId.SHIPMENT.of(shipped.shipmentId()));
        write(shipped.moved());
        json.endObject();
    }

    private void write(EventData.OrderReturned returned) {
        json.beginObject();
        json.name("order").raw(bytesOf(returned.order()));
        json.name("return_id").string(TypeId.RETURN.of(returned.returnId()));
        json.name("lines").beginArray();
        for (EventData.Returned line : returned.returned()) {
            json.beginObject();
            json.name("line").number(line.line());
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity());
            json.name("restocked").bool(line.restocked());
            json.endObject();
        }
        json.endArray();
        writeAnswer(returned.answer());
        json.endObject();
    }

    private void write(List<EventData.Moved> moved) {
        json.name("lines").beginArray();
        for (EventData.Moved line : moved) {
            json.beginObject();
            json.name("line").number(line.line());
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity());
            json.endObject();
        }
        json.endArray();
    }

    private void write(EventData.OrderEdited edited) {
        json.beginObject();
        json.name("order").raw(bytesOf(edited.order()));
        json.name("lines").beginArray();
        for (EventData.Reallocated line : edited.repromised()) {
            json.beginObject();
            json.name("line").number(line.line());
            json.name("sku").string(line.sku());
            json.name("allocated").number(line.allocated());
            json.name("backordered").number(line.backordered());
            json.endObject();
        }
        json.endArray();
        PurchaseJson.write(json.name("replenishments"), edited.replenishments());
        writeAnswer(edited.answer());
        json.endObject();
    }

    /** Only where it is not the event's own order. */
    private void writeAnswer(@Nullable KnownOrder answer) {
        if (answer != null) {
            json.name("answer").beginObject();
            json.name("order").raw(bytesOf(answer.order()));
            json.name("number").number(answer.number());
            json.endObject();
        }
    }

    private void write(EventData.PurchaseOrderChanged changed) {
        json.beginObject();
        PurchaseJson.write(json.name("purchase_order"), changed.order());
        PurchaseJson.write(json.name("replenishments"), changed.replenishments());
        PurchaseJson.writeIncoming(json.name("incoming"), changed.incoming());
        json.endObject();
    }

    private void write(EventData.GoodsReceived received) {
        json.beginObject();
        PurchaseJson.write(json.name("receipt"), received.receipt());
        PurchaseJson.write(json.name("purchase_order"), received.order());
        PurchaseJson.writeIncoming(json.name("incoming"), received.incoming());
        json.endObject();
    }

    private void write(Product product) {
        json.beginObject();
        json.name("product_key").number(product.key());
        json.name("created_at").instant(product.createdAt());
        StockJson.write(json.name("product"), product);
        json.endObject();
    }
}
