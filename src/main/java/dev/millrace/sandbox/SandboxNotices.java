package dev.millrace.sandbox;

import dev.millrace.sandbox.SandboxOrder.Line;
import dev.millrace.wire.JsonWriter;
import java.time.Instant;
import java.util.List;

/** What the supplier calls back with, and what it answers over REST, as JSON. */
final class SandboxNotices {
    private SandboxNotices() {}

    static byte[] acknowledged(SandboxOrder order) {
        JsonWriter json = new JsonWriter(256);
        json.beginObject();
        json.name("event").string("acknowledged");
        json.name("number").string(order.number);
        json.name("reference").string(order.reference);
        expected(json, order);
        return json.endObject().toBytes();
    }

    static byte[] delivered(SandboxOrder order, String deliveryNote, List<Line> lines) {
        JsonWriter json = new JsonWriter(256);
        json.beginObject();
        json.name("event").string("delivered");
        json.name("number").string(order.number);
        json.name("delivery_note").string(deliveryNote);
        lines(json, lines);
        return json.endObject().toBytes();
    }

    /** What it says of an order when it is asked. */
    static byte[] statement(SandboxOrder order) {
        JsonWriter json = new JsonWriter(256);
        json.beginObject();
        json.name("number").string(order.number);
        json.name("status").string(order.status.text());
        json.name("reference").string(order.reference);
        expected(json, order);
        if (order.reason != null) {
            json.name("reason").string(order.reason);
        }
        return json.endObject().toBytes();
    }

    static void lines(JsonWriter json, List<Line> lines) {
        json.name("lines").beginArray();
        for (Line line : lines) {
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity());
            json.endObject();
        }
        json.endArray();
    }

    private static void expected(JsonWriter json, SandboxOrder order) {
        Instant expected = order.expectedAt;
        if (expected != null) {
            json.name("expected_at").instant(expected);
        }
    }
}
