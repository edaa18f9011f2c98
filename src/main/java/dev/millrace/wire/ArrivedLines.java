package dev.millrace.wire;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.purchasing.ReceiveGoods;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of a delivery, whoever tells of it: the merchant who received it, or the supplier who sent it. */
public final class ArrivedLines {
    private static final ObjectFields LINE = ObjectFields.required("sku", "quantity");

    private ArrivedLines() {}

    /** @param duplicate what a second line of one SKU is told */
    public static List<ReceiveGoods.Arrived> read(JsonCursor json, String duplicate) {
        Set<String> skus = new HashSet<>();
        return json.array(Limits.RECEIPT_LINES_MAX, () -> json.object(LINE, new Line(json, skus, duplicate)));
    }

    /** What came of one product. */
    private static final class Line implements ObjectReading<ReceiveGoods.Arrived> {
        private final JsonCursor json;
        private final Set<String> skus;
        private final String duplicate;
        private @Nullable String sku;
        private long quantity;

        Line(JsonCursor json, Set<String> skus, String duplicate) {
            this.json = json;
            this.skus = skus;
            this.duplicate = duplicate;
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
                json.value("duplicate_sku", duplicate);
            }
            return text;
        }
    }
}
