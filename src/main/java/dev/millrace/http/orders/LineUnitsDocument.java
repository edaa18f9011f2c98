package dev.millrace.http.orders;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/orders/{id}/edits}, and of {@code …/shipments}, where leaving {@code lines} out means
 * everything: units of lines, each named by its position from 0.
 */
public final class LineUnitsDocument implements ObjectReading<List<LineUnits>> {
    private static final ObjectFields EDIT = ObjectFields.required("lines");
    private static final ObjectFields SHIPMENT = ObjectFields.none().optional("lines");
    private static final ObjectFields LINE = ObjectFields.required("line", "quantity");

    private final JsonCursor json;
    private final Set<Long> seen = new HashSet<>();
    private List<LineUnits> parts = List.of();

    private LineUnitsDocument(JsonCursor json) {
        this.json = json;
    }

    /** What is wanted of some lines, at least one. */
    public static @Nullable List<LineUnits> readEdit(JsonCursor json) {
        return json.object(EDIT, new LineUnitsDocument(json));
    }

    /** What left of some lines; none for everything that is allocated, which {@code null} means as well. */
    public static @Nullable List<LineUnits> readShipment(JsonCursor json) {
        return json.isNull() ? List.of() : json.object(SHIPMENT, new LineUnitsDocument(json));
    }

    /** Reads a line's position, which no other line of the document may have. */
    static int position(JsonCursor json, Set<Long> seen) {
        Long line = json.integerOrNull(0, Limits.ORDER_LINES_MAX - 1);
        if (line == null) {
            return 0;
        }
        if (!seen.add(line)) {
            json.value("duplicate_line", "Another line of this request names it already.");
        }
        return line.intValue();
    }

    @Override
    public void field(String name) {
        parts = json.array(Limits.ORDER_LINES_MAX, () -> json.object(LINE, new Line(json, seen)));
    }

    @Override
    public List<LineUnits> content() {
        return parts;
    }

    /** Units of one line. */
    private static final class Line implements ObjectReading<LineUnits> {
        private final JsonCursor json;
        private final Set<Long> seen;
        private int line;
        private long quantity;

        Line(JsonCursor json, Set<Long> seen) {
            this.json = json;
            this.seen = seen;
        }

        @Override
        public void field(String name) {
            switch (name) {
                case "line" -> line = position(json, seen);
                case "quantity" -> quantity = json.integer(1, Limits.QUANTITY_MAX);
                default -> throw new IllegalStateException(name);
            }
        }

        @Override
        public LineUnits content() {
            return new LineUnits(line, quantity);
        }
    }
}
