package dev.millrace.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every document that differs from a given one in one place: a value replaced, a field left out or added. */
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode whole;
    private final List<JsonNode> documents = new ArrayList<>();

    private Mutations(JsonNode whole) {
        this.whole = whole;
    }

    static List<JsonNode> of(JsonNode whole) {
        Mutations mutations = new Mutations(whole);
        mutations.documents.add(whole);
        values().forEach(mutations.documents::add);
        mutations.mutate("");
        return mutations.documents;
    }

    private void mutate(String pointer) {
        JsonNode here = whole.at(pointer);
        if (here.isObject()) {
            change(pointer, copy -> ((ObjectNode) copy).put("unknown", 1));
            change(pointer, copy -> ((ObjectNode) copy).putNull("unknown"));
            for (String name : here.propertyNames()) {
                change(pointer, copy -> ((ObjectNode) copy).remove(name));
                values().forEach(value -> change(pointer, copy -> ((ObjectNode) copy).set(name, value)));
                mutate(pointer + "/" + name);
            }
        } else if (here.isArray()) {
            change(pointer, copy -> ((ArrayNode) copy).removeAll());
            for (int i = 0; i < here.size(); i++) {
                int position = i;
                values().forEach(value -> change(pointer, copy -> ((ArrayNode) copy).set(position, value)));
                mutate(pointer + "/" + i);
            }
        }
    }

    private void change(String pointer, Consumer<JsonNode> change) {
        JsonNode copy = whole.deepCopy();
        change.accept(copy.at(pointer));
        documents.add(copy);
    }

    private static List<JsonNode> values() {
        List<JsonNode> values = new ArrayList<>();
        values.add(JSON.nullNode());
        values.add(JSON.booleanNode(true));
        values.add(JSON.numberNode(1.5));
        values.add(JSON.arrayNode());
        values.add(JSON.arrayNode().add(1));
        values.add(JSON.objectNode());
        values.add(JSON.objectNode().put("amount", 1).put("currency", "USD"));
        for (long number : List.of(
                -1_000_000_000_001L,
                -1_000_000_000_000L,
                -1L,
                0L,
                1L,
                100_000L,
                100_001L,
                1_000_000L,
                1_000_001L,
                1_000_000_000L,
                1_000_000_001L,
                1_000_000_000_000L,
                1_000_000_000_001L,
                Long.MIN_VALUE,
                Long.MAX_VALUE)) {
            values.add(JSON.numberNode(number));
        }
        values.add(JSON.numberNode(BigInteger.ONE.shiftLeft(63)));
        values.add(JSON.numberNode(BigInteger.TEN.pow(400)));
        for (String text : List.of(
                "",
                " ",
                "1",
                "EUR",
                "eur",
                "EURO",
                "EUR\n",
                "reject",
                "backorder",
                "per_line",
                "per_purchase_order",
                "REJECT",
                "\u0000",
                "a\u0000b",
                "\n",
                "\uD83D\uDE00".repeat(64),
                "\uD83D\uDE00".repeat(65),
                "ü".repeat(128),
                "ü".repeat(129),
                "x".repeat(200),
                "x".repeat(201))) {
            values.add(JSON.stringNode(text));
        }
        return values;
    }
}
