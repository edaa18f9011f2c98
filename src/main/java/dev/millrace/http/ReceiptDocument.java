package dev.millrace.http;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.Limits;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.Fields;
import dev.millrace.wire.IdentifierRule;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectReading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/purchase-orders/{id}/receipts}. */
final class ReceiptDocument implements ObjectReading<ReceiptContent> {
    private static final Fields RECEIPT =
            Fields.required("delivery_note", "lines").optional("allow_over");
    private static final Fields LINE = Fields.required("sku", "quantity");

    private final JsonCursor json;
    private final Set<String> skus = new HashSet<>();
    private List<ReceiveGoods.Arrived> arrived = List.of();
    private @Nullable String deliveryNote;
    private boolean allowsOver;

    private ReceiptDocument(JsonCursor json) {
        this.json = json;
    }

    static @Nullable ReceiptContent read(JsonCursor json) {
        return json.object(RECEIPT, new ReceiptDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "delivery_note" -> deliveryNote = IdentifierRule.read(json, Limits.DELIVERY_NOTE_CHARACTERS_MAX);
            case "lines" ->
                arrived = json.array(Limits.RECEIPT_LINES_MAX, () -> json.object(LINE, new Line(json, skus)));
            case "allow_over" -> allowsOver = json.bool();
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public ReceiptContent content() {
        return new ReceiptContent(requireNonNull(deliveryNote), arrived, allowsOver);
    }

    /** What came of one product. */
    private static final class Line implements ObjectReading<ReceiveGoods.Arrived> {
        private final JsonCursor json;
        private final Set<String> skus;
        private @Nullable String sku;
        private long quantity;

        Line(JsonCursor json, Set<String> skus) {
            this.json = json;
            this.skus = skus;
        }

        @Override
        public void field(String name) {
            switch (name) {
                case "sku" -> sku = uniqueSku();
                case "quantity" -> quantity = json.integer(1, Limits.RECEIPT_QUANTITY_MAX);
                default -> throw new IllegalStateException(name);
            }
        }

        @Override
        public ReceiveGoods.Arrived content() {
            return new ReceiveGoods.Arrived(requireNonNull(sku), quantity);
        }

        private @Nullable String uniqueSku() {
            String text = json.text(Limits.SKU_CHARACTERS_MAX);
            if (text != null && !skus.add(text)) {
                json.value("duplicate_sku", "Another line counts this SKU already.");
            }
            return text;
        }
    }
}
