package dev.millrace.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** What clients, people and the supplier have asked for or told, unless it was undone. */
    final Set<String> steps = new TreeSet<>();

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
        copy.steps.addAll(steps);
        copy.version = version;
        return copy;
    }

    boolean isOpen() {
        return !CLOSED.contains(status);
    }

    /** The supplier cannot have heard of it. */
    boolean isOurs() {
        return status.equals("DRAFT") || status.equals("QUEUED");
    }

    boolean anythingReceived() {
        return lines.values().stream().anyMatch(line -> line.received() > 0);
    }

    /** Whether these words say nothing else than those before. */
    boolean isAcknowledgedAs(@Nullable String itsReference, @Nullable Instant itsDate) {
        return (itsReference == null || itsReference.equals(reference))
                && (itsDate == null || itsDate.equals(expectedAt));
    }

    /** What is to come of each SKU. */
    Map<String, Long> incoming() {
        Map<String, Long> incoming = new LinkedHashMap<>();
        lines.forEach((sku, line) -> incoming.put(sku, isOpen() ? line.outstanding() : 0));
        return incoming;
    }

    @Override
    public String toString() {
        return "%s of %s %s (%d, %d attempts, %s, %s, %s, %s) %s %s"
                .formatted(id, supplier, status, gathered, attempts, hold, reason, reference, expectedAt, steps, lines);
    }
}
