package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.domain.Money;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/orders}. */
final class OrderDocument {
    private static final Fields ORDER = Fields.required("lines").optional("customer_ref");
    private static final Fields LINE = Fields.required("sku", "quantity").optional("unit_price");

    private final JsonCursor json;
    private final List<PlaceOrder.Wanted> lines = new ArrayList<>();
    private @Nullable String customerRef;

    private @Nullable String sku;
    private long quantity;
    private @Nullable Money unitPrice;

    private OrderDocument(JsonCursor json) {
        this.json = json;
    }

    static OrderContent read(JsonCursor json) {
        OrderDocument order = new OrderDocument(json);
        json.object(ORDER, order::field);
        return new OrderContent(order.customerRef, order.lines);
    }

    private void field(String name) {
        switch (name) {
            case "customer_ref" -> customerRef = json.text(Limits.CUSTOMER_REF_CHARACTERS_MAX);
            case "lines" -> json.array(Limits.ORDER_LINES_MAX, this::line);
            default -> throw new IllegalStateException(name);
        }
    }

    private void line() {
        sku = null;
        quantity = 0;
        unitPrice = null;
        json.object(LINE, this::lineField);
        if (sku != null) {
            lines.add(new PlaceOrder.Wanted(sku, quantity, unitPrice));
        }
    }

    private void lineField(String name) {
        switch (name) {
            case "sku" -> sku = json.text(Limits.SKU_CHARACTERS_MAX);
            case "quantity" -> quantity = json.integer(1, Limits.QUANTITY_MAX);
            case "unit_price" -> unitPrice = MoneyDocument.read(json);
            default -> throw new IllegalStateException(name);
        }
    }
}
