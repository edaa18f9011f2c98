package dev.millrace.http.stock;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.stock.AdjustStock.Correction;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import dev.millrace.wire.PresentFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/stock/adjustments}. A line has either {@code delta} or {@code set}. */
public final class AdjustmentDocument implements ObjectReading<AdjustmentContent> {
    private static final ObjectFields ADJUSTMENT = ObjectFields.required("reason", "lines");
    private static final ObjectFields LINE = ObjectFields.required("sku").optional("delta", "set");

    private final JsonCursor json;
    private final Set<String> skus = new HashSet<>();
    private List<Correction> corrections = List.of();
    private @Nullable String reason;

    private AdjustmentDocument(JsonCursor json) {
        this.json = json;
    }

    public static @Nullable AdjustmentContent read(JsonCursor json) {
        return json.object(ADJUSTMENT, new AdjustmentDocument(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "reason" -> reason = json.text(Limits.REASON_CHARACTERS_MAX);
            case "lines" ->
                corrections = json.array(Limits.ADJUSTMENT_LINES_MAX, () -> json.object(LINE, new Line(json, skus)));
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public AdjustmentContent content() {
        return new AdjustmentContent(requireNonNull(reason), corrections);
    }

    /** One SKU. */
    private static final class Line implements ObjectReading<Correction> {
        private final JsonCursor json;
        private final Set<String> skus;
        private @Nullable String sku;
        private @Nullable Long delta;
        private long set;

        Line(JsonCursor json, Set<String> skus) {
            this.json = json;
            this.skus = skus;
        }

        @Override
        public void field(String name) {
            switch (name) {
                case "sku" -> sku = uniqueSku();
                case "delta" -> delta = json.integer(-Limits.ON_HAND_MAX, Limits.ON_HAND_MAX);
                case "set" -> set = json.integer(0, Limits.ON_HAND_MAX);
                default -> throw new IllegalStateException(name);
            }
        }

        @Override
        public void check(PresentFields given) {
            if (given.has("delta") && given.has("set")) {
                json.format("unknown_field", "A line has either delta or set, not both.");
            } else if (!given.has("delta") && !given.has("set")) {
                json.format("missing_field", "A line has either delta or set.");
            }
        }

        @Override
        public Correction content() {
            String of = requireNonNull(sku);
            return delta != null ? new Correction.Delta(of, delta) : new Correction.Set(of, set);
        }

        private @Nullable String uniqueSku() {
            String text = json.text(Limits.SKU_CHARACTERS_MAX);
            if (text != null && !skus.add(text)) {
                json.value("duplicate_sku", "Another line corrects this SKU already.");
            }
            return text;
        }
    }
}
