package dev.millrace.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.model.Supplier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products, suppliers, stock and adjustments as the API and the journal show them. */
public final class StockJson {

    private static final int BYTES = 512;

    private StockJson() {}

    public static byte[] bytes(Product product) {
        JsonWriter json = new JsonWriter(BYTES);
        write(json, product);
        return json.toBytes();
    }

    public static byte[] bytes(Supplier supplier) {
        JsonWriter json = new JsonWriter(BYTES);
        write(json, supplier);
        return json.toBytes();
    }

    public static byte[] bytes(Adjustment adjustment) {
        JsonWriter json = new JsonWriter(BYTES);
        write(json, adjustment);
        return json.toBytes();
    }

    public static void write(JsonWriter json, Product product) {
        json.beginObject();
        json.name("sku").string(product.sku());
        json.name("name").string(product.name());
        OrderJson.write(json.name("price"), product.price());
        json.name("policy").string(EnumNames.of(product.policy()));
        json.name("supplier_id").string(product.supplierId());
        json.name("surplus_bps").number(product.surplusBps());
        json.name("rounding").string(EnumNames.of(product.rounding()));
        json.name("pack_size").number(product.packaging().packSize());
        json.name("minimum_quantity").number(product.packaging().minimumQuantity());
        json.name("backorder_max").number(product.backorderMax());
        json.name("active").bool(product.active());
        json.endObject();
    }

    public static void write(JsonWriter json, Supplier supplier) {
        json.beginObject();
        json.name("id").string(supplier.id());
        json.name("name").string(supplier.name());
        json.endObject();
    }

    /** The stock of a SKU. */
    public static void write(JsonWriter json, String sku, StockLevel stock) {
        json.beginObject();
        json.name("sku").string(sku);
        json.name("on_hand").number(stock.onHand());
        json.name("allocated").number(stock.allocated());
        json.name("available").number(stock.available());
        json.name("backordered").number(stock.backordered());
        json.name("incoming").number(stock.incoming());
        json.endObject();
    }

    public static void write(JsonWriter json, Adjustment adjustment) {
        json.beginObject();
        json.name("id").string(TypeId.ADJUSTMENT.of(adjustment.id()));
        json.name("reason").string(adjustment.reason());
        json.name("created_at").instant(adjustment.createdAt());
        json.name("lines").beginArray();
        for (Adjustment.Line line : adjustment.lines()) {
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("delta").number(line.delta());
            json.name("on_hand").number(line.after().onHand());
            json.name("allocated").number(line.after().allocated());
            json.name("available").number(line.after().available());
            json.name("backordered").number(line.after().backordered());
            json.endObject();
        }
        json.endArray();
        Adjustment.Rejection rejection = adjustment.rejection();
        if (rejection != null) {
            json.name("rejection").beginObject();
            json.name("code").string(rejection.code());
            json.name("lines").beginArray();
            for (Adjustment.Shortage line : rejection.lines()) {
                json.beginObject();
                json.name("sku").string(line.sku());
                json.name("delta").number(line.delta());
                json.name("free").number(line.free());
                json.endObject();
            }
            json.endArray().endObject();
        }
        json.endObject();
    }

    static Product readProduct(JsonNode json, int key, long number, Instant createdAt) {
        return new Product(
                key,
                json.required("sku").asText(),
                json.required("name").asText(),
                OrderJson.readMoney(json.required("price")),
                EnumNames.parse(StockPolicy.class, json.required("policy").asText()),
                OrderJson.text(json.required("supplier_id")),
                json.required("surplus_bps").asInt(),
                EnumNames.parse(Rounding.class, json.required("rounding").asText()),
                // Products of before there were packs have neither.
                new Packaging(
                        json.path("pack_size").asLong(1),
                        json.path("minimum_quantity").asLong(1)),
                json.required("backorder_max").asLong(),
                json.required("active").asBoolean(),
                number,
                createdAt);
    }

    static Adjustment readAdjustment(JsonNode json) {
        List<Adjustment.Line> lines = new ArrayList<>();
        for (JsonNode line : json.required("lines")) {
            lines.add(new Adjustment.Line(
                    line.required("sku").asText(), line.required("delta").asLong(), readLevel(line)));
        }
        return new Adjustment(
                OrderJson.id(TypeId.ADJUSTMENT, json.required("id")),
                json.required("reason").asText(),
                Instant.parse(json.required("created_at").asText()),
                lines,
                readRejection(json.get("rejection")));
    }

    private static StockLevel readLevel(JsonNode line) {
        return new StockLevel(
                line.required("on_hand").asLong(),
                line.required("allocated").asLong(),
                line.required("backordered").asLong(),
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static Adjustment.@Nullable Rejection readRejection(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        List<Adjustment.Shortage> lines = new ArrayList<>();
        for (JsonNode line : json.required("lines")) {
            lines.add(new Adjustment.Shortage(
                    line.required("sku").asText(),
                    line.required("delta").asLong(),
                    line.required("free").asLong()));
        }
        return new Adjustment.Rejection(json.required("code").asText(), lines);
    }
}
