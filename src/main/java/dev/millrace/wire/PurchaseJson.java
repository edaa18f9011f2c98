package dev.millrace.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.domain.model.Demand;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Purchase orders, receipts and replenishments as the API and the journal show them. */
public final class PurchaseJson {
    private static final int BYTES_PER_LINE = 160;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PurchaseJson() {}

    public static byte[] bytes(PurchaseOrder order) {
        JsonWriter json = new JsonWriter(BYTES_PER_LINE * (order.lines().size() + 3));
        write(json, order);
        return json.toBytes();
    }

    public static byte[] bytes(Receipt receipt) {
        JsonWriter json = new JsonWriter(BYTES_PER_LINE * (receipt.lines().size() + 1));
        write(json, receipt);
        return json.toBytes();
    }

    public static void write(JsonWriter json, PurchaseOrder order) {
        write(json, order, _ -> {});
    }

    /** @param more writes further members */
    public static void write(JsonWriter json, PurchaseOrder order, Consumer<JsonWriter> more) {
        json.beginObject();
        json.name("id").string(TypeId.PURCHASE_ORDER.of(order.id()));
        json.name("supplier_id").string(order.supplierId());
        json.name("status").string(EnumNames.of(order.status()));
        json.name("created_at").instant(order.createdAt());
        json.name("expected_at");
        Instant expected = order.expectedAt();
        if (expected == null) {
            json.string(null);
        } else {
            json.instant(expected);
        }
        json.name("reference").string(order.reference());
        json.name("attempts").number(order.attempts());
        json.name("hold").string(order.hold());
        json.name("reason").string(order.reason());
        json.name("gathered").number(order.gathered());
        if (!order.steps().isEmpty()) {
            json.name("steps").beginArray();
            EnumSet.copyOf(order.steps()).forEach(step -> json.string(EnumNames.of(step)));
            json.endArray();
        }
        json.name("lines").beginArray();
        for (PurchaseOrder.Line line : order.lines()) {
            write(json, line);
        }
        json.endArray();
        more.accept(json);
        json.endObject();
    }

    public static void write(JsonWriter json, Receipt receipt) {
        json.beginObject();
        json.name("id").string(TypeId.RECEIPT.of(receipt.id()));
        json.name("purchase_order_id").string(TypeId.PURCHASE_ORDER.of(receipt.purchaseOrderId()));
        json.name("delivery_note").string(receipt.deliveryNote());
        json.name("created_at").instant(receipt.createdAt());
        json.name("lines").beginArray();
        for (Receipt.Line line : receipt.lines()) {
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity());
            json.name("filled").number(line.filled());
            json.endObject();
        }
        json.endArray().endObject();
    }

    static void write(JsonWriter json, List<ReplenishmentUpdate> updates) {
        json.beginArray();
        for (ReplenishmentUpdate update : updates) {
            json.beginObject();
            json.name("id").string(TypeId.REPLENISHMENT.of(update.id()));
            json.name("shortfall").number(update.shortfall());
            json.name("quantity").numberOrNull(update.quantity());
            json.name("status").string(EnumNames.of(update.status()));
            var bought = update.purchaseOrderId();
            if (bought != null) {
                json.name("purchase_order_id").string(TypeId.PURCHASE_ORDER.of(bought));
            }
            json.endObject();
        }
        json.endArray();
    }

    static void writeIncoming(JsonWriter json, List<PurchaseOrder.Incoming> incoming) {
        json.beginArray();
        for (PurchaseOrder.Incoming part : incoming) {
            json.beginObject();
            json.name("sku").string(part.sku());
            json.name("delta").number(part.delta());
            json.endObject();
        }
        json.endArray();
    }

    /**
     * Reads what {@link #bytes(PurchaseOrder)} wrote.
     *
     * @param number of the event that last changed it
     * @throws IllegalArgumentException if it is something else
     */
    public static PurchaseOrder parse(byte[] json, long number) {
        try {
            return read(MAPPER.readTree(json), number);
        } catch (IOException e) {
            throw new IllegalArgumentException("no purchase order", e);
        }
    }

    /**
     * @param number of the event that last changed it
     * @throws IllegalArgumentException if it is not a purchase order that this class wrote
     */
    static PurchaseOrder read(JsonNode json, long number) {
        List<PurchaseOrder.Line> lines = new ArrayList<>();
        for (JsonNode line : json.required("lines")) {
            lines.add(readLine(line));
        }
        String expected = OrderJson.text(json.required("expected_at"));
        return new PurchaseOrder(
                OrderJson.id(TypeId.PURCHASE_ORDER, json.required("id")),
                json.required("supplier_id").asText(),
                EnumNames.parse(
                        PurchaseOrder.Status.class, json.required("status").asText()),
                lines,
                json.required("gathered").asInt(),
                json.required("attempts").asInt(),
                OrderJson.text(json.required("hold")),
                OrderJson.text(json.required("reason")),
                OrderJson.text(json.required("reference")),
                expected == null ? null : Instant.parse(expected),
                Instant.parse(json.required("created_at").asText()),
                readSteps(json.path("steps")),
                number);
    }

    private static Set<PurchaseOrderStep> readSteps(JsonNode json) {
        Set<PurchaseOrderStep> steps = EnumSet.noneOf(PurchaseOrderStep.class);
        json.forEach(step -> steps.add(EnumNames.parse(PurchaseOrderStep.class, step.asText())));
        return steps;
    }

    static Receipt readReceipt(JsonNode json) {
        List<Receipt.Line> lines = new ArrayList<>();
        for (JsonNode line : json.required("lines")) {
            lines.add(new Receipt.Line(
                    line.required("sku").asText(),
                    line.required("quantity").asLong(),
                    line.required("filled").asLong()));
        }
        return new Receipt(
                OrderJson.id(TypeId.RECEIPT, json.required("id")),
                OrderJson.id(TypeId.PURCHASE_ORDER, json.required("purchase_order_id")),
                json.required("delivery_note").asText(),
                Instant.parse(json.required("created_at").asText()),
                lines);
    }

    static List<ReplenishmentUpdate> readUpdates(JsonNode json) {
        List<ReplenishmentUpdate> updates = new ArrayList<>();
        for (JsonNode update : json) {
            JsonNode quantity = update.required("quantity");
            @Nullable JsonNode bought = update.get("purchase_order_id");
            updates.add(new ReplenishmentUpdate(
                    OrderJson.id(TypeId.REPLENISHMENT, update.required("id")),
                    update.required("shortfall").asLong(),
                    quantity.isNull() ? null : quantity.asLong(),
                    EnumNames.parse(
                            Replenishment.Status.class,
                            update.required("status").asText()),
                    bought == null ? null : OrderJson.id(TypeId.PURCHASE_ORDER, Objects.requireNonNull(bought))));
        }
        return updates;
    }

    static List<PurchaseOrder.Incoming> readIncoming(JsonNode json) {
        List<PurchaseOrder.Incoming> incoming = new ArrayList<>();
        for (JsonNode part : json) {
            incoming.add(new PurchaseOrder.Incoming(
                    part.required("sku").asText(), part.required("delta").asLong()));
        }
        return incoming;
    }

    private static void write(JsonWriter json, PurchaseOrder.Line line) {
        json.beginObject();
        json.name("sku").string(line.sku());
        json.name("quantity").number(line.quantity());
        json.name("received").number(line.received());
        json.name("outstanding").number(line.outstanding());
        json.name("demand").beginObject();
        json.name("shortfall").number(line.demand().shortfall());
        json.name("rounded").number(line.demand().rounded());
        json.name("unrounded").number(line.demand().unrounded());
        json.endObject().endObject();
    }

    private static PurchaseOrder.Line readLine(JsonNode json) {
        JsonNode demand = json.required("demand");
        return new PurchaseOrder.Line(
                json.required("sku").asText(),
                new Demand(
                        demand.required("shortfall").asLong(),
                        demand.required("rounded").asLong(),
                        demand.required("unrounded").asLong()),
                json.required("quantity").asLong(),
                json.required("received").asLong());
    }
}
