package dev.millrace.http.purchaseorders;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.ArrivedLines;
import dev.millrace.wire.IdentifierRule;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/purchase-orders/{id}/receipts}. */
public final class ReceiptDocument implements ObjectReading<ReceiptContent> {
    private static final ObjectFields RECEIPT =
            ObjectFields.required("delivery_note", "lines").optional("allow_over");

    private final JsonCursor json;
    private List<ReceiveGoods.Arrived> arrived = List.of();
    private @Nullable String deliveryNote;
    private boolean allowsOver;

    private ReceiptDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable ReceiptContent read(JsonCursor json) {
        return json.object(RECEIPT, new ReceiptDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "delivery_note" -> deliveryNote = IdentifierRule.read(json, Limits.DELIVERY_NOTE_CHARACTERS_MAX);
            case "lines" -> arrived = ArrivedLines.read(json, "Another line counts this SKU already.");
            case "allow_over" -> allowsOver = json.bool();
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public ReceiptContent content() {
        return new ReceiptContent(requireNonNull(deliveryNote), arrived, allowsOver);
    }
}
