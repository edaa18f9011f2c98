package dev.millrace.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the API, the journal and the {@code orders} table show it: the same bytes in all three. */
public final class OrderJson {

    private static final int BYTES_PER_LINE = 160;

    private OrderJson() {}

    /** The order as one JSON object. */
    public static byte[] bytes(Order order) {
        JsonWriter json = new JsonWriter(BYTES_PER_LINE * (order.lines().size() + 2));
        write(json, order);
        return json.toBytes();
    }

    public static void write(JsonWriter json, Order order) {
        json.beginObject();
        json.name("id").string(TypeId.ORDER.of(order.id()));
        json.name("status").string(statusName(order.status()));
        json.name("customer_ref").string(order.customerRef());
        write(json.name("total"), order.total());
        json.name("created_at").instant(order.createdAt());
        json.name("journal_number").number(order.journalNumber());
        json.name("lines").beginArray();
        for (Order.Line line : order.lines()) {
            write(json, line);
        }
        json.endArray();
        Order.Rejection rejection = order.rejection();
        if (rejection != null) {
            write(json.name("rejection"), rejection);
        }
        json.endObject();
    }

    public static void write(JsonWriter json, Money money) {
        json.beginObject();
        json.name("amount").number(money.amount());
        json.name("currency").string(money.currency());
        json.endObject();
    }

    /** The status as the API and the {@code orders} table name it. */
    public static String statusName(Order.Status status) {
        return switch (status) {
            case REJECTED -> "rejected";
            case OPEN -> "open";
            case COMPLETED -> "completed";
            case CANCELLED -> "cancelled";
        };
    }

    /** @throws IllegalArgumentException if it is not an order that this class wrote */
    public static Order read(JsonNode json) {
        List<Order.Line> lines = new ArrayList<>();
        for (JsonNode line : json.required("lines")) {
            lines.add(readLine(line));
        }
        return new Order(
                id(TypeId.ORDER, json.required("id")),
                EnumNames.parse(Order.Status.class, json.required("status").asText()),
                text(json.required("customer_ref")),
                readMoney(json.required("total")),
                Instant.parse(json.required("created_at").asText()),
                json.required("journal_number").asLong(),
                lines,
                readRejection(json.get("rejection")));
    }

    static Money readMoney(JsonNode json) {
        return new Money(
                json.required("amount").asLong(), json.required("currency").asText());
    }

    static UUID id(TypeId type, JsonNode json) {
        return Objects.requireNonNull(type.parse(json.asText()), () -> "not an id of " + type + ": " + json);
    }

    static @Nullable String text(JsonNode json) {
        return json.isNull() ? null : json.asText();
    }

    private static void write(JsonWriter json, Order.Line line) {
        json.beginObject();
        json.name("sku").string(line.sku());
        json.name("quantity").number(line.quantity());
        json.name("allocated").number(line.allocated());
        json.name("backordered").number(line.backordered());
        json.name("shipped").number(line.shipped());
        json.name("cancelled").number(line.cancelled());
        if (line.returned() > 0) {
            json.name("returned").number(line.returned());
        }
        write(json.name("unit_price"), line.unitPrice());
        if (line.since() > 0) {
            json.name("journal_number").number(line.since());
        }
        Order.Purchase bought = line.bought();
        if (bought != null) {
            json.name("replenishment").beginObject();
            json.name("id").string(TypeId.REPLENISHMENT.of(bought.replenishmentId()));
            json.name("supplier_id").string(bought.supplierId());
            json.name("shortfall").number(bought.shortfall());
            json.name("surplus_bps").number(bought.surplusBps());
            json.name("quantity").numberOrNull(bought.quantity());
            json.endObject();
        }
        json.endObject();
    }

    private static void write(JsonWriter json, Order.Rejection rejection) {
        json.beginObject();
        json.name("code").string(rejection.code());
        json.name("lines").beginArray();
        for (Order.Shortage line : rejection.lines()) {
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("ordered").number(line.ordered());
            json.name("available").number(line.available());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static Order.Line readLine(JsonNode json) {
        return new Order.Line(
                json.required("sku").asText(),
                json.required("quantity").asLong(),
                json.required("allocated").asLong(),
                json.required("backordered").asLong(),
                json.required("shipped").asLong(),
                json.required("cancelled").asLong(),
                json.path("returned").asLong(0),
                readMoney(json.required("unit_price")),
                readBought(json.get("replenishment")),
                json.path("journal_number").asLong(0));
    }

    private static Order.@Nullable Purchase readBought(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        JsonNode quantity = json.required("quantity");
        return new Order.Purchase(
                id(TypeId.REPLENISHMENT, json.required("id")),
                json.required("supplier_id").asText(),
                json.required("shortfall").asLong(),
                json.required("surplus_bps").asInt(),
                quantity.isNull() ? null : quantity.asLong());
    }

    private static Order.@Nullable Rejection readRejection(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        List<Order.Shortage> lines = new ArrayList<>();
        for (JsonNode line : json.required("lines")) {
            lines.add(new Order.Shortage(
                    line.required("sku").asText(),
                    line.required("ordered").asLong(),
                    line.required("available").asLong()));
        }
        return new Order.Rejection(json.required("code").asText(), lines);
    }
}
