package dev.millrace.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One purchase order as the supplier has it. Belongs to one event loop. */
final class SandboxOrder {
    final String number;
    final List<Line> lines;
    final @Nullable URI callback;
    final String reference;
    /** How often it was told, the same or not. */
    int submissions;

    Status status = Status.RECEIVED;

    @Nullable
    Instant expectedAt;

    @Nullable
    String reason;

    int partsDelivered;

    /** Units of one product. */
    record Line(String sku, long quantity) {}

    enum Status {
        RECEIVED,
        ACKNOWLEDGED,
        PARTIALLY_DELIVERED,
        DELIVERED,
        REJECTED,
        CANCELLED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOver() {
            return this == DELIVERED || this == REJECTED || this == CANCELLED;
        }
    }

    SandboxOrder(String number, List<Line> lines, @Nullable URI callback, String reference) {
        this.number = number;
        this.lines = List.copyOf(lines);
        this.callback = callback;
        this.reference = reference;
    }

    /** What comes with the next of so many deliveries; the last one brings the rest. */
    List<Line> nextPart(int parts) {
        List<Line> part = new ArrayList<>();
        for (Line line : lines) {
            long before = line.quantity * partsDelivered / parts;
            long after = line.quantity * (partsDelivered + 1) / parts;
            if (after > before) {
                part.add(new Line(line.sku, after - before));
            }
        }
        return part;
    }
}
