package dev.millrace.load;

import java.util.List;
import java.util.stream.Collectors;

/** An order as a client sends it, under a key of its own. */
record OrderRequest(String idempotencyKey, List<Line> lines) {
    /** SKUs of the demo's products need no escaping in JSON. */
    record Line(String sku, long quantity) {}

    OrderRequest {
        lines = List.copyOf(lines);
    }

    String json() {
        return lines.stream()
                .map(line -> "{\"sku\":\"" + line.sku + "\",\"quantity\":" + line.quantity + "}")
                .collect(Collectors.joining(",", "{\"lines\":[", "]}"));
    }
}
