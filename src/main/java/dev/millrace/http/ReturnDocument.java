package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.domain.order.LineUnits;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /v1/orders/{id}/returns}. Whether something can be sold again is said of each line. */
final class ReturnDocument {
    private static final Fields RETURN = Fields.required("lines");
    private static final Fields LINE = Fields.required("line", "quantity", "restock");

    private final JsonCursor json;
    private final List<ReturnGoods.Part> parts = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    private long line;
    private long quantity;
    private boolean restock;

    private ReturnDocument(JsonCursor json) {
        this.json = json;
    }

    static List<ReturnGoods.Part> read(JsonCursor json) {
        ReturnDocument document = new ReturnDocument(json);
        json.object(RETURN, _ -> json.array(Limits.ORDER_LINES_MAX, document::line));
        return document.parts;
    }

    private void line() {
        line = 0;
        quantity = 0;
        restock = false;
        json.object(LINE, this::lineField);
        parts.add(new ReturnGoods.Part(new LineUnits((int) line, quantity), restock));
    }

    private void lineField(String name) {
        switch (name) {
            case "line" -> line = LineUnitsDocument.position(json, seen);
            case "quantity" -> quantity = json.integer(1, Limits.QUANTITY_MAX);
            case "restock" -> restock = json.bool();
            default -> throw new IllegalStateException(name);
        }
    }
}
