package dev.millrace.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.stock.AdjustStock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventWriter} wrote, of every version that was ever written. */
public final class EventReader {
    private static final String PURCHASE_ORDER = "purchase_order.";
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private EventReader() {}

    /**
     * The events of one journal row, in order.
     *
     * @throws IllegalArgumentException if the text is not what {@link EventWriter} writes
     */
    public static List<Event> read(String events) {
        List<Event> read = new ArrayList<>();
        for (JsonNode event : tree(events)) {
            read.add(read(event));
        }
        return read;
    }

    /** An order from the text of its row. */
    public static Order readOrder(String json) {
        return OrderJson.read(tree(json));
    }

    /** A purchase order from the text of its row, last changed by the event of that number. */
    public static PurchaseOrder readPurchaseOrder(String json, long number) {
        return PurchaseJson.read(tree(json), number);
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static Event read(JsonNode json) {
        long number = json.required("number").asLong();
        String type = json.required("type").asText();
        int version = json.required("version").asInt();
        if (version != 1) {
            throw new IllegalArgumentException("event " + number + ": unknown version " + version + " of " + type);
        }
        Instant at = Instant.parse(json.required("at").asText());
        return new Event(number, at, keyed(json, type), data(type, json.required("data"), number, at));
    }

    private static @Nullable Keyed keyed(JsonNode json, String type) {
        JsonNode key = json.get("key");
        if (key == null) {
            return null;
        }
        String kind = switch (type) {
            case "order.placed", "order.rejected" -> PlaceOrder.KIND;
            case "order.shipped" -> ShipOrder.KIND;
            case "order.returned" -> ReturnGoods.KIND;
            case "order.edited" -> EditOrder.KIND;
            case "goods.received" -> ReceiveGoods.KIND;
            case "stock.adjusted", "stock.adjustment_rejected" -> AdjustStock.KIND;
            default -> throw new IllegalArgumentException("an event of type " + type + " with a key");
        };
        byte[] hash = HexFormat.of().parseHex(json.required("request_hash").asText());
        return new Keyed(kind, key.asText(), RequestHash.of(hash));
    }

    private static EventData data(String type, JsonNode data, long number, Instant at) {
        if (type.startsWith(PURCHASE_ORDER)) {
            return new EventData.PurchaseOrderChanged(
                    EnumNames.parse(PurchaseOrderStep.class, type.substring(PURCHASE_ORDER.length())),
                    PurchaseJson.read(data.required("purchase_order"), number),
                    PurchaseJson.readUpdates(data.required("replenishments")),
                    PurchaseJson.readIncoming(data.required("incoming")));
        }
        return switch (type) {
            case "order.shipped" ->
                new EventData.OrderShipped(
                        OrderJson.read(data.required("order")),
                        OrderJson.id(TypeId.SHIPMENT, data.required("shipment_id")),
                        moved(data));
            case "order.returned" ->
                new EventData.OrderReturned(
                        OrderJson.read(data.required("order")),
                        OrderJson.id(TypeId.RETURN, data.required("return_id")),
                        returned(data),
                        answer(data));
            case "order.edited" -> edited(data);
            case "goods.received" ->
                new EventData.GoodsReceived(
                        PurchaseJson.readReceipt(data.required("receipt")),
                        PurchaseJson.read(data.required("purchase_order"), number),
                        PurchaseJson.readIncoming(data.required("incoming")));
            case "order.placed" -> new EventData.OrderPlaced(OrderJson.read(data));
            case "order.rejected" -> new EventData.OrderRejected(OrderJson.read(data));
            case "order.cancelled" -> cancelled(data);
            case "order.backorders_filled" -> filled(data);
            case "stock.adjusted" -> new EventData.StockAdjusted(StockJson.readAdjustment(data));
            case "stock.adjustment_rejected" -> new EventData.AdjustmentRejected(StockJson.readAdjustment(data));
            case "product.created" -> new EventData.ProductCreated(product(data, number));
            case "product.replaced" -> new EventData.ProductReplaced(product(data, number));
            case "product.deactivated" -> new EventData.ProductDeactivated(product(data, number));
            case "supplier.created" ->
                new EventData.SupplierCreated(new Supplier(
                        data.required("id").asText(), data.required("name").asText(), number, at));
            default -> throw new IllegalArgumentException("event " + number + ": unknown type " + type);
        };
    }

    private static Product product(JsonNode data, long number) {
        return StockJson.readProduct(
                data.required("product"),
                data.required("product_key").asInt(),
                number,
                Instant.parse(data.required("created_at").asText()));
    }

    private static EventData cancelled(JsonNode data) {
        List<EventData.Released> released = new ArrayList<>();
        for (JsonNode line : data.required("released")) {
            released.add(new EventData.Released(
                    line.required("line").asInt(),
                    line.required("sku").asText(),
                    line.required("allocated").asLong(),
                    line.required("backordered").asLong()));
        }
        List<ReplenishmentUpdate> updates = PurchaseJson.readUpdates(data.required("replenishments"));
        return new EventData.OrderCancelled(OrderJson.read(data.required("order")), released, updates);
    }

    private static List<EventData.Moved> moved(JsonNode data) {
        List<EventData.Moved> moved = new ArrayList<>();
        for (JsonNode line : data.required("lines")) {
            moved.add(new EventData.Moved(
                    line.required("line").asInt(),
                    line.required("sku").asText(),
                    line.required("quantity").asLong()));
        }
        return moved;
    }

    private static List<EventData.Returned> returned(JsonNode data) {
        List<EventData.Returned> returned = new ArrayList<>();
        for (JsonNode line : data.required("lines")) {
            returned.add(new EventData.Returned(
                    line.required("line").asInt(),
                    line.required("sku").asText(),
                    line.required("quantity").asLong(),
                    line.required("restocked").asBoolean()));
        }
        return returned;
    }

    private static EventData edited(JsonNode data) {
        List<EventData.Reallocated> lines = new ArrayList<>();
        for (JsonNode line : data.required("lines")) {
            lines.add(new EventData.Reallocated(
                    line.required("line").asInt(),
                    line.required("sku").asText(),
                    line.required("allocated").asLong(),
                    line.required("backordered").asLong()));
        }
        return new EventData.OrderEdited(
                OrderJson.read(data.required("order")),
                lines,
                PurchaseJson.readUpdates(data.required("replenishments")),
                answer(data));
    }

    private static @Nullable KnownOrder answer(JsonNode data) {
        JsonNode answer = data.get("answer");
        return answer == null
                ? null
                : new KnownOrder(
                        OrderJson.read(answer.required("order")),
                        answer.required("number").asLong());
    }

    private static EventData filled(JsonNode data) {
        List<EventData.Filled> filled = new ArrayList<>();
        for (JsonNode line : data.required("filled")) {
            filled.add(new EventData.Filled(
                    line.required("line").asInt(),
                    line.required("sku").asText(),
                    line.required("quantity").asLong()));
        }
        return new EventData.BackordersFilled(OrderJson.read(data.required("order")), filled);
    }
}
