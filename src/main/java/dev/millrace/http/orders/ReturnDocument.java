package dev.millrace.http.orders;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/orders/{id}/returns}. Whether something can be sold again is said of each line. */
public final class ReturnDocument implements ObjectReading<List<ReturnGoods.Part>> {
    private static final ObjectFields RETURN = ObjectFields.required("lines");
    private static final ObjectFields LINE = ObjectFields.required("line", "quantity", "restock");

    private final JsonCursor json;
    private final Set<Long> seen = new HashSet<>();
    private List<ReturnGoods.Part> parts = List.of();

    private ReturnDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable List<ReturnGoods.Part> read(JsonCursor json) {
        return json.object(RETURN, new ReturnDocument(json));
    }

    @Override
    public void field(String name) {
        parts = json.array(Limits.ORDER_LINES_MAX, () -> json.object(LINE, new Line(json, seen)));
    }

    @Override
    public List<ReturnGoods.Part> content() {
        return parts;
    }

    /** What came back of one line. */
    private static final class Line implements ObjectReading<ReturnGoods.Part> {
        private final JsonCursor json;
        private final Set<Long> seen;
        private int line;
        private long quantity;
        private boolean restock;

        Line(JsonCursor json, Set<Long> seen) {
            this.json = json;
            this.seen = seen;
        }

        @Override
        public void field(String name) {
            switch (name) {
                case "line" -> line = LineUnitsDocument.position(json, seen);
                case "quantity" -> quantity = json.integer(1, Limits.QUANTITY_MAX);
                case "restock" -> restock = json.bool();
                default -> throw new IllegalStateException(name);
            }
        }

        @Override
        public ReturnGoods.Part content() {
            return new ReturnGoods.Part(new LineUnits(line, quantity), restock);
        }
    }
}
