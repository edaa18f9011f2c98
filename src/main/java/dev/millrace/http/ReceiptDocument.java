package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/purchase-orders/{id}/receipts}. */
final class ReceiptDocument {
    private static final Fields RECEIPT =
            Fields.required("delivery_note", "lines").optional("allow_over");
    private static final Fields LINE = Fields.required("sku", "quantity");

    private final JsonCursor json;
    private final List<ReceiveGoods.Arrived> arrived = new ArrayList<>();
    private final Set<String> skus = new HashSet<>();
    private @Nullable String deliveryNote;
    private boolean allowsOver;

    private @Nullable String sku;
    private long quantity;

    private ReceiptDocument(JsonCursor json) {
        this.json = json;
    }

    static @Nullable ReceiptContent read(JsonCursor json) {
        ReceiptDocument receipt = new ReceiptDocument(json);
        json.object(RECEIPT, receipt::field);
        return receipt.deliveryNote == null
                ? null
                : new ReceiptContent(receipt.deliveryNote, receipt.arrived, receipt.allowsOver);
    }

    private void field(String name) {
        switch (name) {
            case "delivery_note" -> deliveryNote = json.text(Limits.DELIVERY_NOTE_CHARACTERS_MAX);
            case "lines" -> json.array(Limits.RECEIPT_LINES_MAX, this::line);
            case "allow_over" -> allowsOver = json.bool();
            default -> throw new IllegalStateException(name);
        }
    }

    private void line() {
        sku = null;
        quantity = 0;
        json.object(LINE, this::lineField);
        if (sku != null) {
            arrived.add(new ReceiveGoods.Arrived(sku, quantity));
        }
    }

    private void lineField(String name) {
        switch (name) {
            case "sku" -> sku = uniqueSku();
            case "quantity" -> quantity = json.integer(1, Limits.RECEIPT_QUANTITY_MAX);
            default -> throw new IllegalStateException(name);
        }
    }

    private @Nullable String uniqueSku() {
        String text = json.text(Limits.SKU_CHARACTERS_MAX);
        if (text != null && !skus.add(text)) {
            json.value("duplicate_sku", "Another line counts this SKU already.");
        }
        return text;
    }
}
