package dev.millrace.purchasing;

import dev.millrace.domain.Limits;
import dev.millrace.wire.Fields;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.JsonDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier calls back to tell us, in its own time. The request is signed as {@link RequestSignature} has it.
 *
 * <p>It is read strictly, like everything that comes to our own API: a supplier that misspells a field should hear of it.
 */
public sealed interface SupplierNotice {
    /** Which purchase order, {@code po_…}; not yet known to be one. */
    String number();

    /** It will deliver. */
    record Acknowledged(
            String number,
            @Nullable String reference,
            @Nullable Instant expectedAt) implements SupplierNotice {}

    /** It will not deliver. */
    record Rejected(String number, String reason) implements SupplierNotice {}

    /** It will not deliver the rest, since it was asked not to. */
    record Cancelled(String number) implements SupplierNotice {}

    /**
     * Goods are here, or on their way.
     *
     * @param deliveryNote the supplier's number of the delivery; the same one again is the same delivery
     */
    record Delivered(String number, String deliveryNote, List<Line> lines) implements SupplierNotice {
        public Delivered {
            lines = List.copyOf(lines);
        }
    }

    /** Units of one product in a delivery. */
    record Line(String sku, long quantity) {}

    /** How it is read. */
    JsonDocument<SupplierNotice> DOCUMENT = json -> new Reading(json).notice();

    /** What happened. */
    enum What {
        ACKNOWLEDGED,
        REJECTED,
        CANCELLED,
        DELIVERED
    }

    /** The reading of one notice. */
    final class Reading {
        private static final Fields FIELDS = Fields.required("event", "number")
                .optional("reference", "expected_at", "reason", "delivery_note", "lines");
        private static final Fields LINE_FIELDS = Fields.required("sku", "quantity");
        private static final Map<String, What> EVENTS = Map.of(
                "acknowledged", What.ACKNOWLEDGED,
                "rejected", What.REJECTED,
                "cancelled", What.CANCELLED,
                "delivered", What.DELIVERED);
        private static final int TIME_CHARACTERS_MAX = 40;
        private static final long DELIVERED_MAX = Limits.RECEIPT_QUANTITY_MAX;

        private final JsonCursor json;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> skus = new HashSet<>();
        private @Nullable What what;
        private @Nullable String number;
        private @Nullable String reference;
        private @Nullable Instant expectedAt;
        private @Nullable String reason;
        private @Nullable String deliveryNote;
        private @Nullable String lineSku;
        private long lineQuantity;

        Reading(JsonCursor json) {
            this.json = json;
        }

        private @Nullable SupplierNotice notice() {
            if (!json.object(FIELDS, this::field)) {
                return null;
            }
            String whose = number == null ? "" : number;
            return switch (what) {
                case null -> null;
                case ACKNOWLEDGED -> new Acknowledged(whose, reference, expectedAt);
                case REJECTED -> new Rejected(whose, reason == null ? "The supplier gave no reason." : reason);
                case CANCELLED -> new Cancelled(whose);
                case DELIVERED -> delivered(whose);
            };
        }

        private @Nullable SupplierNotice delivered(String whose) {
            String note = deliveryNote;
            if (note == null) {
                json.valueOf("delivery_note", "missing_field", "A delivery has a delivery note.");
                return null;
            }
            if (lines.isEmpty()) {
                json.valueOf("lines", "missing_field", "A delivery has lines.");
                return null;
            }
            return new Delivered(whose, note, lines);
        }

        private void field(String name) {
            switch (name) {
                case "event" -> what = json.oneOf(EVENTS);
                case "number" -> number = json.text(Dispatch.NUMBER_CHARACTERS_MAX);
                case "reference" -> reference = json.text(Statement.REFERENCE_CHARACTERS_MAX);
                case "expected_at" -> expectedAt = time();
                case "reason" -> reason = json.text(Limits.REASON_CHARACTERS_MAX);
                case "delivery_note" -> deliveryNote = json.text(Limits.DELIVERY_NOTE_CHARACTERS_MAX);
                default -> json.array(Limits.RECEIPT_LINES_MAX, this::line);
            }
        }

        private @Nullable Instant time() {
            String text = json.text(TIME_CHARACTERS_MAX);
            Instant time = Statement.time(text);
            if (text != null && time == null) {
                json.value("out_of_range", "This must be a time as RFC 3339 has it.");
            }
            return time;
        }

        private void line() {
            lineSku = null;
            lineQuantity = 0;
            if (json.object(LINE_FIELDS, this::lineField) && lineSku != null && lineQuantity > 0) {
                if (skus.add(lineSku)) {
                    lines.add(new Line(lineSku, lineQuantity));
                } else {
                    json.valueOf("sku", "duplicate_sku", "There is a line of this SKU already.");
                }
            }
        }

        private void lineField(String name) {
            switch (name) {
                case "sku" -> lineSku = json.text(Limits.SKU_CHARACTERS_MAX);
                default -> lineQuantity = json.integer(1, DELIVERED_MAX);
            }
        }
    }
}
