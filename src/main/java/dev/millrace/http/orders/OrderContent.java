package dev.millrace.http.orders;

import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.wire.RequestContentHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says when it orders. */
public record OrderContent(@Nullable String customerRef, List<PlaceOrder.RequestedLine> lines) {
    public OrderContent {
        lines = List.copyOf(lines);
    }

    /** Of each line, in order. */
    List<String> skus() {
        return lines.stream().map(PlaceOrder.RequestedLine::sku).toList();
    }

    RequestHash hash() {
        return RequestContentHash.placeOrder(customerRef, lines);
    }
}
