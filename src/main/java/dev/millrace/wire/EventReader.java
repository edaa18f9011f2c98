package dev.millrace.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.domain.Event;
import dev.millrace.domain.EventData;
import dev.millrace.domain.Keyed;
import dev.millrace.domain.RequestHash;
import dev.millrace.domain.order.Order;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.purchasing.Replenishment;
import dev.millrace.domain.purchasing.ReplenishmentCut;
import dev.millrace.domain.purchasing.Supplier;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventWriter} wrote, of every version that was ever written. */
public final class EventReader {
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
        String kind = type.startsWith("order.") ? PlaceOrder.KIND : AdjustStock.KIND;
        byte[] hash = HexFormat.of().parseHex(json.required("request_hash").asText());
        return new Keyed(kind, key.asText(), RequestHash.of(hash));
    }

    private static EventData data(String type, JsonNode data, long number, Instant at) {
        return switch (type) {
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
        List<ReplenishmentCut> cuts = new ArrayList<>();
        for (JsonNode cut : data.required("replenishments")) {
            JsonNode quantity = cut.required("quantity");
            cuts.add(new ReplenishmentCut(
                    OrderJson.id(TypeId.REPLENISHMENT, cut.required("id")),
                    cut.required("shortfall").asLong(),
                    quantity.isNull() ? null : quantity.asLong(),
                    Names.parse(
                            Replenishment.Status.class, cut.required("status").asText())));
        }
        return new EventData.OrderCancelled(OrderJson.read(data.required("order")), released, cuts);
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
