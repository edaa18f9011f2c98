package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.domain.order.LineUnits;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The body of {@code POST /v1/orders/{id}/edits}, and of {@code …/shipments}, where leaving {@code lines} out means
 * everything: units of lines, each named by its position from 0.
 */
final class LineUnitsDocument {
    private static final Fields EDIT = Fields.required("lines");
    private static final Fields SHIPMENT = Fields.none().optional("lines");
    private static final Fields LINE = Fields.required("line", "quantity");

    private final JsonCursor json;
    private final List<LineUnits> parts = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    private long line;
    private long quantity;

    private LineUnitsDocument(JsonCursor json) {
        this.json = json;
    }

    /** What is wanted of some lines, at least one. */
    static List<LineUnits> readEdit(JsonCursor json) {
        return read(json, EDIT);
    }

    /** What left of some lines; none for everything that is allocated, which {@code null} means as well. */
    static List<LineUnits> readShipment(JsonCursor json) {
        return json.isNull() ? List.of() : read(json, SHIPMENT);
    }

    /** Reads a line's position, which no other line of the document may have. */
    static long position(JsonCursor json, Set<Long> seen) {
        long line = json.integer(0, Limits.ORDER_LINES_MAX - 1);
        if (!seen.add(line)) {
            json.value("duplicate_line", "Another line of this request names it already.");
        }
        return line;
    }

    private static List<LineUnits> read(JsonCursor json, Fields fields) {
        LineUnitsDocument document = new LineUnitsDocument(json);
        json.object(fields, _ -> json.array(Limits.ORDER_LINES_MAX, document::line));
        return document.parts;
    }

    private void line() {
        line = 0;
        quantity = 0;
        json.object(LINE, this::lineField);
        parts.add(new LineUnits((int) line, quantity));
    }

    private void lineField(String name) {
        switch (name) {
            case "line" -> line = position(json, seen);
            case "quantity" -> quantity = json.integer(1, Limits.QUANTITY_MAX);
            default -> throw new IllegalStateException(name);
        }
    }
}
