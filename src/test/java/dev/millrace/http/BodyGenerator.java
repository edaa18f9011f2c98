package dev.millrace.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes bodies of requests from a seed: about a third as they should be, the others with something wrong in one or more
 * places. What it makes wrong is whatever a schema can express.
 */
final class BodyGenerator {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        100,
        2_000,
        99_999,
        100_000,
        100_001,
        999_999,
        1_000_000,
        1_000_001,
        999_999_999,
        1_000_000_000,
        1_000_000_001,
        999_999_999_999L,
        1_000_000_000_000L,
        1_000_000_000_001L,
        -1_000_000_000_000L,
        -1_000_000_000_001L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "SKU-0001",
        "é",
        "😀",
        "EUR",
        "eur",
        "EURO",
        "EU",
        "ÉUR",
        "reject",
        "backorder",
        "per_line",
        "per_purchase_order",
        "REJECT",
        "a/b ~\"\\",
        "line\nfeed",
        " "
    };

    private final Random random;

    BodyGenerator(long seed) {
        random = new Random(seed);
    }

    JsonNode order() {
        return perhapsBroken(() -> {
            ObjectNode order = JSON.objectNode();
            perhaps(() -> order.put("customer_ref", text(128)));
            order.set("lines", lines(100, () -> {
                ObjectNode line = JSON.objectNode();
                line.put("sku", text(64)).put("quantity", number(1, 1_000_000));
                perhaps(() -> line.set("unit_price", money()));
                return line;
            }));
            return order;
        });
    }

    JsonNode adjustment() {
        return perhapsBroken(() -> {
            ObjectNode adjustment = JSON.objectNode();
            adjustment.put("reason", text(200));
            int[] count = {0};
            adjustment.set("lines", lines(1_000, () -> {
                // Each SKU once: that two are alike is what a schema cannot see.
                ObjectNode line = JSON.objectNode().put("sku", count[0]++ + "-" + text(50));
                return random.nextBoolean()
                        ? line.put("delta", number(-1_000_000_000_000L, 1_000_000_000_000L))
                        : line.put("set", number(0, 1_000_000_000_000L));
            }));
            return adjustment;
        });
    }

    JsonNode product() {
        return perhapsBroken(() -> {
            ObjectNode product = JSON.objectNode();
            product.put("sku", text(64));
            product.set("price", money());
            perhaps(() -> product.put("name", text(200)));
            perhaps(() -> product.put("policy", oneOf("reject", "backorder")));
            if (product.path("policy").asText().equals("backorder") || random.nextBoolean()) {
                product.put("supplier_id", text(64));
            }
            perhaps(() -> product.put("surplus_bps", number(0, 100_000)));
            perhaps(() -> product.put("rounding", oneOf("per_line", "per_purchase_order")));
            perhaps(() -> product.put("backorder_max", number(0, 1_000_000_000)));
            perhaps(() -> product.put("active", random.nextBoolean()));
            return product;
        });
    }

    /** A product whose SKU, where it is one, is the path's: that they are equal is what a schema cannot see. */
    JsonNode productNamed(String sku) {
        JsonNode product = product();
        String named = product.path("sku").asText();
        if (product instanceof ObjectNode object
                && product.path("sku").isTextual()
                && !named.isEmpty()
                && named.codePointCount(0, named.length()) <= 64) {
            object.put("sku", sku);
        }
        return product;
    }

    JsonNode supplier() {
        return perhapsBroken(() -> JSON.objectNode().put("id", text(64)).put("name", text(200)));
    }

    JsonNode edit() {
        return eachLineOnce(perhapsBroken(() -> units(JSON.objectNode(), this::unitsOfLine)));
    }

    JsonNode shipment() {
        return eachLineOnce(perhapsBroken(() -> {
            ObjectNode shipment = JSON.objectNode();
            perhaps(() -> units(shipment, this::unitsOfLine));
            return shipment;
        }));
    }

    JsonNode takenBack() {
        return eachLineOnce(perhapsBroken(() ->
                units(JSON.objectNode(), line -> unitsOfLine(line).put("restock", random.nextBoolean()))));
    }

    JsonNode gathering() {
        return perhapsBroken(() -> {
            ObjectNode gathering = JSON.objectNode().put("supplier_id", text(64));
            perhaps(() -> gathering.put("submit", random.nextBoolean()));
            return gathering;
        });
    }

    /** No dates: what is one is what a schema cannot see. */
    JsonNode resolution() {
        return perhapsBroken(() -> {
            String outcome =
                    oneOf("sent", "acknowledged", "not_sent", "rejected", "cancel_confirmed", "cancel_refused");
            ObjectNode resolution = JSON.objectNode().put("outcome", outcome);
            if (outcome.equals("acknowledged")) {
                perhaps(() -> resolution.put("reference", text(128)));
            }
            if (List.of("not_sent", "rejected", "cancel_refused").contains(outcome)) {
                resolution.put("reason", text(200));
            }
            return resolution;
        });
    }

    JsonNode connection() {
        return perhapsBroken(() -> {
            ObjectNode connection = JSON.objectNode().put("kind", oneOf("rest", "soap11", "soap12", "manual"));
            perhaps(() -> connection.put("address", text(2_000)));
            perhaps(() -> connection.put("secret", "a secret of enough characters " + text(100)));
            perhaps(() -> {
                ObjectNode gather =
                        JSON.objectNode().put("policy", oneOf("at_once", "interval", "quantity", "on_submit"));
                perhaps(() -> gather.put("interval_seconds", number(1, 2_678_400)));
                perhaps(() -> gather.put("units", number(1, 1_000_000_000)));
                connection.set("gather", gather);
            });
            perhaps(() -> connection.put("connect_timeout_ms", number(1, 120_000)));
            perhaps(() -> connection.put("exchange_timeout_ms", number(1, 120_000)));
            return connection;
        });
    }

    JsonNode notice() {
        return perhapsBroken(() -> {
            String event = oneOf("acknowledged", "rejected", "cancelled", "delivered");
            ObjectNode notice = JSON.objectNode().put("event", event).put("number", text(64));
            perhaps(() -> notice.put("reference", text(128)));
            perhaps(() -> notice.put("reason", text(200)));
            if (event.equals("delivered") || random.nextBoolean()) {
                notice.put("delivery_note", text(64));
                int[] count = {0};
                notice.set(
                        "lines",
                        lines(
                                1_000,
                                () -> JSON.objectNode()
                                        .put("sku", count[0]++ + "-" + text(50))
                                        .put("quantity", number(1, 1_000_000_000))));
            }
            return notice;
        });
    }

    JsonNode receipt() {
        return perhapsBroken(() -> {
            ObjectNode receipt = JSON.objectNode().put("delivery_note", text(64));
            int[] count = {0};
            receipt.set("lines", lines(1_000, () -> {
                // Each SKU once: that two are alike is what a schema cannot see.
                return JSON.objectNode()
                        .put("sku", count[0]++ + "-" + text(50))
                        .put("quantity", number(1, 1_000_000_000));
            }));
            perhaps(() -> receipt.put("allow_over", random.nextBoolean()));
            return receipt;
        });
    }

    private ObjectNode units(ObjectNode body, UnaryOperator<ObjectNode> rest) {
        int[] count = {0};
        body.set("lines", lines(100, () -> rest.apply(JSON.objectNode().put("line", count[0]++))));
        return body;
    }

    /** Lines are named by their place, each once: that two are alike is what a schema cannot see. */
    private static JsonNode eachLineOnce(JsonNode body) {
        Set<Long> seen = new HashSet<>();
        for (JsonNode line : body.path("lines")) {
            if (line instanceof ObjectNode object && line.path("line").isIntegralNumber()) {
                long place = line.path("line").asLong();
                while (place >= 0 && place < 100 && !seen.add(place)) {
                    place = (place + 1) % 100;
                    if (seen.size() == 100) {
                        break;
                    }
                }
                object.put("line", place);
            }
        }
        return body;
    }

    private ObjectNode unitsOfLine(ObjectNode line) {
        return line.put("quantity", number(1, 1_000_000));
    }

    JsonNode nothing() {
        return perhapsBroken(JSON::objectNode);
    }

    private JsonNode perhapsBroken(Supplier<ObjectNode> whole) {
        JsonNode body = whole.get();
        int wounds = random.nextInt(3);
        for (int wound = 0; wound < wounds; wound++) {
            body = broken(body);
        }
        return body;
    }

    private JsonNode broken(JsonNode body) {
        if (random.nextInt(30) == 0) {
            return anything();
        }
        List<JsonNode> containers = new ArrayList<>();
        collect(body, containers);
        if (containers.isEmpty()) {
            return body;
        }
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> breakObject(object);
            case ArrayNode array -> breakArray(array);
            case JsonNode other -> throw new IllegalStateException(other.toString());
        }
        return body;
    }

    private void breakObject(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(6) == 0) {
            object.set(oneOf("x", "SKU", "delta", "set", "sku", "price", "id", ""), anything());
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(3)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, anything());
            default -> object.set(name, otherOfItsSort(object.get(name)));
        }
    }

    private void breakArray(ArrayNode array) {
        switch (random.nextInt(4)) {
            case 0 -> array.removeAll();
            case 1 -> array.add(anything());
            case 2 -> {
                if (!array.isEmpty()) {
                    array.set(random.nextInt(array.size()), anything());
                }
            }
            default -> {
                while (!array.isEmpty() && array.size() <= 1_000) {
                    array.add(array.get(0).deepCopy());
                }
            }
        }
    }

    private JsonNode otherOfItsSort(JsonNode value) {
        if (value.isNumber()) {
            return JSON.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        if (value.isTextual()) {
            return JSON.textNode(
                    switch (random.nextInt(3)) {
                        case 0 -> TEXTS[random.nextInt(TEXTS.length)];
                        case 1 -> oneOf("a", "😀").repeat(oneOf(64, 65, 128, 129, 200, 201));
                        default -> text(64);
                    });
        }
        return anything();
    }

    private JsonNode anything() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> JSON.numberNode(random.nextInt(1_000) + 0.5);
            case 4 -> JSON.arrayNode();
            case 5 -> JSON.objectNode();
            case 6 -> JSON.arrayNode().add(1);
            case 7 -> money();
            default -> JSON.textNode(TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private ArrayNode lines(int max, Supplier<ObjectNode> line) {
        int count = random.nextInt(20) == 0 ? max : 1 + random.nextInt(3);
        ArrayNode lines = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            lines.add(line.get());
        }
        return lines;
    }

    private ObjectNode money() {
        return JSON.objectNode().put("amount", number(0, 1_000_000_000_000L)).put("currency", oneOf("EUR", "USD"));
    }

    private String text(int charactersMax) {
        return switch (random.nextInt(5)) {
            case 0 -> "😀".repeat(charactersMax);
            case 1 -> "é".repeat(1 + random.nextInt(charactersMax));
            default -> "SKU-" + random.nextInt(10_000);
        };
    }

    private long number(long min, long max) {
        return switch (random.nextInt(4)) {
            case 0 -> min;
            case 1 -> max;
            default -> random.nextLong(min, max);
        };
    }

    private void perhaps(Runnable change) {
        if (random.nextBoolean()) {
            change.run();
        }
    }

    @SafeVarargs
    private <T> T oneOf(T... some) {
        return some[random.nextInt(some.length)];
    }
}
