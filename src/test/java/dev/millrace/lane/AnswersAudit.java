package dev.millrace.lane;

import dev.millrace.domain.Books;
import dev.millrace.domain.StepByStep;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.lane.Invariants.Claim;
import dev.millrace.wire.EventWriter;
import dev.millrace.wire.PurchaseJson;
import dev.millrace.wire.TypeId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whatever was acknowledged shows the thing as its command left it, consequences and all: who reads it before anybody else
 * writes reads these bytes and this version.
 */
final class AnswersAudit {
    private AnswersAudit() {}

    /** @throws AssertionError if an answer shows something else */
    static void assertShowsWhatItLeft(List<Event> journal, List<Claim> claims) {
        Map<Instant, Claim> accepted = new HashMap<>();
        for (Claim claim : claims) {
            if (claim.result() instanceof Result.Accepted) {
                accepted.put(claim.attempt().command.receivedAt(), claim);
            }
        }
        StepByStep.through(journal, (at, books) -> {
            Claim claim = accepted.get(at);
            if (claim != null && claim.result() instanceof Result.Accepted(RecordedOutcome stored)) {
                compare(stored, books, claim);
            }
        });
    }

    private static void compare(RecordedOutcome stored, Books books, Claim claim) {
        UUID orderId = TypeId.ORDER.parse(stored.id());
        KnownOrder order = orderId == null ? null : books.order(orderId);
        if (order != null) {
            compare(stored, new EventWriter(0).bytesOf(order.order()), order.number(), claim);
        }
        UUID purchaseId = TypeId.PURCHASE_ORDER.parse(stored.id());
        PurchaseOrder purchase = purchaseId == null ? null : books.purchaseOrder(purchaseId);
        if (purchase != null) {
            compare(stored, PurchaseJson.bytes(purchase), purchase.number(), claim);
        }
    }

    private static void compare(RecordedOutcome stored, byte[] bytes, long number, Claim claim) {
        if (stored.version().number() != number || !Arrays.equals(stored.body(), bytes)) {
            throw new AssertionError("who reads at once reads another thing than was answered: " + claim);
        }
    }
}
