package dev.millrace.purchasing;

import static java.util.Objects.requireNonNull;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.ArrivedLines;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.IdentifierRule;
import dev.millrace.wire.JsonCursor;
import dev.millrace.wire.ObjectFields;
import dev.millrace.wire.ObjectReading;
import dev.millrace.wire.PresentFields;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reading of one notice of a supplier. */
final class SupplierNoticeReading implements ObjectReading<SupplierNotice> {
    private static final ObjectFields NOTICE = ObjectFields.required("event", "number")
            .optional("reference", "expected_at", "reason", "delivery_note", "lines");
    private static final int TIME_CHARACTERS_MAX = 40;

    /** What happened. */
    private enum Happened {
        ACKNOWLEDGED,
        REJECTED,
        CANCELLED,
        DELIVERED
    }

    private static final Map<String, Happened> EVENTS = Arrays.stream(Happened.values())
            .collect(Collectors.toMap(EnumNames::of, Function.identity(), (first, _) -> first, TreeMap::new));

    private final JsonCursor json;
    private List<ReceiveGoods.Arrived> lines = List.of();
    private @Nullable Happened event;
    private @Nullable String number;
    private @Nullable String reference;
    private @Nullable Instant expectedAt;
    private @Nullable String reason;
    private @Nullable String deliveryNote;

    private SupplierNoticeReading(JsonCursor json) {
        this.json = json;
    }

    static @Nullable SupplierNotice read(JsonCursor json) {
        return json.object(NOTICE, new SupplierNoticeReading(json));
    }

    @Override
    public void field(String name) {
        switch (name) {
            case "event" -> event = json.oneOf(EVENTS);
            case "number" -> number = json.text(Dispatch.NUMBER_CHARACTERS_MAX);
            case "reference" -> reference = json.text(PurchaseOrderReport.REFERENCE_CHARACTERS_MAX);
            case "expected_at" -> expectedAt = time();
            case "reason" -> reason = json.text(Limits.REASON_CHARACTERS_MAX);
            case "delivery_note" -> deliveryNote = IdentifierRule.read(json, Limits.DELIVERY_NOTE_CHARACTERS_MAX);
            case "lines" -> lines = ArrivedLines.read(json, "There is a line of this SKU already.");
            default -> throw new IllegalStateException(name);
        }
    }

    @Override
    public void check(PresentFields given) {
        if (event != Happened.DELIVERED) {
            return;
        }
        if (!given.has("delivery_note")) {
            json.valueOf("delivery_note", "missing_field", "A delivery has a delivery note.");
        }
        if (!given.has("lines")) {
            json.valueOf("lines", "missing_field", "A delivery has lines.");
        }
    }

    @Override
    public SupplierNotice content() {
        String whose = requireNonNull(number);
        return switch (requireNonNull(event)) {
            case ACKNOWLEDGED -> new SupplierNotice.Acknowledged(whose, reference, expectedAt);
            case REJECTED ->
                new SupplierNotice.Rejected(whose, reason == null ? "The supplier gave no reason." : reason);
            case CANCELLED -> new SupplierNotice.Cancelled(whose);
            case DELIVERED -> new SupplierNotice.Delivered(whose, requireNonNull(deliveryNote), lines);
        };
    }

    private @Nullable Instant time() {
        String text = json.text(TIME_CHARACTERS_MAX);
        Instant time = PurchaseOrderReport.time(text);
        if (text != null && time == null) {
            json.value("out_of_range", "This must be a time as RFC 3339 has it.");
        }
        return time;
    }
}
