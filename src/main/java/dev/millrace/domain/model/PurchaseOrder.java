package dev.millrace.domain.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our own order to a supplier, which gathers replenishments. Its id is its number at the supplier's too: it must never
 * be given twice, not even by a history that was restored to an earlier point.
 *
 * @param lines one for each SKU, at most {@link dev.millrace.domain.model.Limits#PURCHASE_ORDER_LINES_MAX}
 * @param gathered how many replenishments it gathered, at most
 *     {@link dev.millrace.domain.model.Limits#PURCHASE_ORDER_REPLENISHMENTS_MAX}
 * @param attempts how often it was begun to be sent
 * @param hold why a person must submit it, or null if it may go out by itself
 * @param reason what the supplier or the connection said last, or null
 * @param reference the supplier's own name for it, or null
 * @param expectedAt when the supplier means to deliver, or null
 * @param steps that clients, people and the supplier have asked for or told, unless one was undone: repeating them changes
 *     nothing
 * @param number of the event that last changed it, its version
 */
public record PurchaseOrder(
        UUID id,
        String supplierId,
        Status status,
        List<Line> lines,
        int gathered,
        int attempts,
        @Nullable String hold,
        @Nullable String reason,
        @Nullable String reference,
        @Nullable Instant expectedAt,
        Instant createdAt,
        Set<PurchaseOrderStep> steps,
        long number) {

    public PurchaseOrder {
        lines = List.copyOf(lines);
        steps = Set.copyOf(steps);
    }

    /** One of which nobody has told anything. */
    public PurchaseOrder(
            UUID id,
            String supplierId,
            Status status,
            List<Line> lines,
            int gathered,
            int attempts,
            @Nullable String hold,
            @Nullable String reason,
            @Nullable String reference,
            @Nullable Instant expectedAt,
            Instant createdAt,
            long number) {
        this(
                id,
                supplierId,
                status,
                lines,
                gathered,
                attempts,
                hold,
                reason,
                reference,
                expectedAt,
                createdAt,
                Set.of(),
                number);
    }

    /** How far it got. */
    public enum Status {
        DRAFT,
        QUEUED,
        SENDING,
        SENT,
        ACKNOWLEDGED,
        PARTIALLY_RECEIVED,
        RECEIVED,
        REJECTED,
        UNKNOWN,
        CANCEL_REQUESTED,
        CANCELLED,
        CLOSED_SHORT;

        /** Whether what it has not delivered is still to come. */
        public boolean isOpen() {
            return switch (this) {
                case DRAFT, QUEUED, SENDING, SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED, UNKNOWN, CANCEL_REQUESTED -> true;
                case RECEIVED, REJECTED, CANCELLED, CLOSED_SHORT -> false;
            };
        }

        /** Whether the supplier cannot have heard of it, so that it may still change. */
        public boolean isOurs() {
            return this == DRAFT || this == QUEUED;
        }
    }

    /**
     * One SKU of it.
     *
     * @param quantity units ordered
     * @param received units that came, more than ordered where the supplier sent too many
     */
    public record Line(String sku, Demand demand, long quantity, long received) {
        /** Units that did not come yet. */
        public long outstanding() {
            return Math.max(0, quantity - received);
        }

        /** Those of them that are not surplus. */
        public long covers() {
            return Math.min(outstanding(), demand.shortfall());
        }
    }

    /** The line of a SKU, or null. */
    public @Nullable Line line(String sku) {
        for (Line line : lines) {
            if (line.sku().equals(sku)) {
                return line;
            }
        }
        return null;
    }

    public boolean anythingReceived() {
        return lines.stream().anyMatch(line -> line.received() > 0);
    }

    public boolean isComplete() {
        return lines.stream().allMatch(line -> line.outstanding() == 0);
    }

    /** Units that are still to come, by SKU; none once it is closed. */
    public Map<String, Long> incoming() {
        Map<String, Long> incoming = new LinkedHashMap<>();
        for (Line line : lines) {
            incoming.put(line.sku(), status.isOpen() ? line.outstanding() : 0);
        }
        return incoming;
    }

    /** How the units to come differ from those of an earlier state of it; null is before it was made. */
    public List<Incoming> movements(@Nullable PurchaseOrder before) {
        Map<String, Long> deltas = incoming();
        if (before != null) {
            before.incoming().forEach((sku, units) -> deltas.merge(sku, -units, Long::sum));
        }
        List<Incoming> movements = new ArrayList<>();
        deltas.forEach((sku, delta) -> {
            if (delta != 0) {
                movements.add(new Incoming(sku, delta));
            }
        });
        return movements;
    }

    /**
     * More or fewer units to come.
     *
     * @param delta units, negative where fewer
     */
    public record Incoming(String sku, long delta) {}

    /** With another status, by the event of that number. */
    public PurchaseOrder become(Status newStatus, @Nullable String why, long eventNumber) {
        return new PurchaseOrder(
                id,
                supplierId,
                newStatus,
                lines,
                gathered,
                attempts,
                hold,
                why,
                reference,
                expectedAt,
                createdAt,
                steps,
                eventNumber);
    }

    /** With one more step that may be repeated, or without one that is undone. */
    public PurchaseOrder told(PurchaseOrderStep step) {
        Set<PurchaseOrderStep> all = EnumSet.of(step);
        all.addAll(steps);
        if (step == PurchaseOrderStep.CANCEL_REFUSED) {
            // Whoever asks for it from now on asks anew.
            all.remove(PurchaseOrderStep.CANCEL_REQUESTED);
        } else if (step == PurchaseOrderStep.CANCEL_REQUESTED) {
            all.remove(PurchaseOrderStep.CANCEL_REFUSED);
        }
        return new PurchaseOrder(
                id,
                supplierId,
                status,
                lines,
                gathered,
                attempts,
                hold,
                reason,
                reference,
                expectedAt,
                createdAt,
                all,
                number);
    }

    /** With other lines. */
    public PurchaseOrder with(List<Line> newLines, Status newStatus, long eventNumber) {
        return new PurchaseOrder(
                id,
                supplierId,
                newStatus,
                newLines,
                gathered,
                attempts,
                hold,
                reason,
                reference,
                expectedAt,
                createdAt,
                steps,
                eventNumber);
    }

    /** With less to buy; with nothing, it is cancelled. */
    public PurchaseOrder shrunk(List<Line> newLines, int stillGathered) {
        return new PurchaseOrder(
                id,
                supplierId,
                newLines.isEmpty() ? Status.CANCELLED : status,
                newLines,
                stillGathered,
                attempts,
                hold,
                reason,
                reference,
                expectedAt,
                createdAt,
                steps,
                number);
    }

    /** About to be sent, once more. */
    public PurchaseOrder sending(long eventNumber) {
        return new PurchaseOrder(
                id,
                supplierId,
                Status.SENDING,
                lines,
                gathered,
                attempts + 1,
                null,
                reason,
                reference,
                expectedAt,
                createdAt,
                steps,
                eventNumber);
    }

    /** What the supplier said of it; what it leaves out stays as it was. */
    public PurchaseOrder acknowledged(
            Status newStatus, @Nullable String itsReference, @Nullable Instant itsDate, long eventNumber) {
        return new PurchaseOrder(
                id,
                supplierId,
                newStatus,
                lines,
                gathered,
                attempts,
                null,
                null,
                itsReference == null ? reference : itsReference,
                itsDate == null ? expectedAt : itsDate,
                createdAt,
                steps,
                eventNumber);
    }
}
