package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/stock/adjustments}. A line has either {@code delta} or {@code set}. */
final class AdjustmentDocument {
    private static final Fields ADJUSTMENT = Fields.required("reason", "lines");
    private static final Fields LINE = Fields.required("sku").optional("delta", "set");

    private final JsonCursor json;
    private final List<Correction> corrections = new ArrayList<>();
    private final Set<String> skus = new HashSet<>();
    private @Nullable String reason;

    private @Nullable String sku;
    private @Nullable Long delta;
    private @Nullable Long set;

    private AdjustmentDocument(JsonCursor json) {
        this.json = json;
    }

    static @Nullable AdjustmentContent read(JsonCursor json) {
        AdjustmentDocument adjustment = new AdjustmentDocument(json);
        json.object(ADJUSTMENT, adjustment::field);
        return adjustment.reason == null ? null : new AdjustmentContent(adjustment.reason, adjustment.corrections);
    }

    private void field(String name) {
        switch (name) {
            case "reason" -> reason = json.text(Limits.REASON_CHARACTERS_MAX);
            case "lines" -> json.array(Limits.ADJUSTMENT_LINES_MAX, this::line);
            default -> throw new IllegalStateException(name);
        }
    }

    private void line() {
        sku = null;
        delta = null;
        set = null;
        if (!json.object(LINE, this::lineField)) {
            return;
        }
        if (delta != null && set != null) {
            json.format("unknown_field", "A line has either delta or set, not both.");
        } else if (delta == null && set == null) {
            json.format("missing_field", "A line has either delta or set.");
        } else if (sku != null) {
            corrections.add(correction(sku));
        }
    }

    private Correction correction(String of) {
        return delta != null ? new Correction.Delta(of, delta) : new Correction.Set(of, set == null ? 0 : set);
    }

    private void lineField(String name) {
        switch (name) {
            case "sku" -> sku = uniqueSku();
            case "delta" -> delta = json.integer(-Limits.ON_HAND_MAX, Limits.ON_HAND_MAX);
            case "set" -> set = json.integer(0, Limits.ON_HAND_MAX);
            default -> throw new IllegalStateException(name);
        }
    }

    private @Nullable String uniqueSku() {
        String text = json.text(Limits.SKU_CHARACTERS_MAX);
        if (text != null && !skus.add(text)) {
            json.value("duplicate_sku", "Another line corrects this SKU already.");
        }
        return text;
    }
}
