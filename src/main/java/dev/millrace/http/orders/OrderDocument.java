package dev.millrace.http.orders;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.http.MoneyDocument;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/orders}. */
public final class OrderDocument implements ObjectReading<OrderContent> {
    private static final ObjectFields ORDER = ObjectFields.required("lines").optional("customer_ref");
    private static final ObjectFields LINE =
            ObjectFields.required("sku", "quantity").optional("unit_price");

    private final JsonCursor json;
    private List<PlaceOrder.RequestedLine> lines = List.of();
    private @Nullable String customerRef;

    private OrderDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable OrderContent read(JsonCursor json) {
        return json.object(ORDER, new OrderDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "customer_ref" -> customerRef = json.text(Limits.CUSTOMER_REF_CHARACTERS_MAX);
            case "lines" -> lines = json.array(Limits.ORDER_LINES_MAX, () -> json.object(LINE, new Line(json)));
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public OrderContent content() {
        return new OrderContent(customerRef, lines);
    }

    /** What is wanted of one product. */
    private static final class Line implements ObjectReading<PlaceOrder.RequestedLine> {
        private final JsonCursor json;
        private @Nullable String sku;
        private long quantity;
        private @Nullable Money unitPrice;

        Line(JsonCursor json) {
            this.json = json;
        }

        @Override
        public void field(String name) {
            switch (name) {
                case "sku" -> sku = json.text(Limits.SKU_CHARACTERS_MAX);
                case "quantity" -> quantity = json.integer(1, Limits.QUANTITY_MAX);
                case "unit_price" -> unitPrice = MoneyDocument.read(json);
                default -> throw new IllegalStateException(name);
            }
        }

        @Override
        public PlaceOrder.RequestedLine content() {
            return new PlaceOrder.RequestedLine(requireNonNull(sku), quantity, unitPrice);
        }
    }
}
