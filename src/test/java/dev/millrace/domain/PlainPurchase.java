package dev.millrace.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A purchase order of the {@link PlainMerchant}, and how it is told. */
final class PlainPurchase {
    private static final Set<String> CLOSED = Set.of("RECEIVED", "REJECTED", "CANCELLED", "CLOSED_SHORT");

    /** Of one SKU; received may be more than quantity. */
    record Line(long shortfall, long quantity, long received) {
        long outstanding() {
            return Math.max(0, quantity - received);
        }

        long covers() {
            return Math.min(outstanding(), shortfall);
        }

        @Override
        public String toString() {
            return "%d %d %d".formatted(shortfall, quantity, received);
        }
    }

    final UUID id;
    final String supplier;
    final Map<String, Line> lines = new LinkedHashMap<>();
    String status = "DRAFT";
    int gathered;
    int attempts;

    @Nullable
    String hold;

    @Nullable
    String reason;

    @Nullable
    String reference;

    @Nullable
    Instant expectedAt;

    long version;

    PlainPurchase(UUID id, String supplier) {
        this.id = id;
        this.supplier = supplier;
    }

    PlainPurchase copy() {
        PlainPurchase copy = new PlainPurchase(id, supplier);
        copy.lines.putAll(lines);
        copy.status = status;
        copy.gathered = gathered;
        copy.attempts = attempts;
        copy.hold = hold;
        copy.reason = reason;
        copy.reference = reference;
        copy.expectedAt = expectedAt;
        copy.version = version;
        return copy;
    }

    boolean isOpen() {
        return !CLOSED.contains(status);
    }

    /** The supplier can not have heard of it. */
    boolean isOurs() {
        return status.equals("DRAFT") || status.equals("QUEUED");
    }

    boolean anythingReceived() {
        return lines.values().stream().anyMatch(line -> line.received() > 0);
    }

    /** What is to come of each SKU. */
    Map<String, Long> incoming() {
        Map<String, Long> incoming = new LinkedHashMap<>();
        lines.forEach((sku, line) -> incoming.put(sku, isOpen() ? line.outstanding() : 0));
        return incoming;
    }

    @Override
    public String toString() {
        return "%s of %s %s (%d, %d attempts, %s, %s, %s, %s) %s"
                .formatted(id, supplier, status, gathered, attempts, hold, reason, reference, expectedAt, lines);
    }
}
