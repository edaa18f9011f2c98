package dev.millrace.domain;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Of what is bought, from the journal alone: a replenishment is gathered only while no purchase order buys it, it is owed
 * anew only by one that brings no more, and a delivery note is one receipt.
 */
final class PurchaseAudit {
    private final Map<UUID, UUID> boughtBy = new HashMap<>();
    private final Set<String> deliveryNotes = new HashSet<>();

    private PurchaseAudit() {}

    /** @throws AssertionError if something was bought or received twice */
    static void assertBoughtOnce(List<Event> journal) {
        PurchaseAudit audit = new PurchaseAudit();
        journal.forEach(audit::follow);
    }

    private void follow(Event event) {
        switch (event.data()) {
            case EventData.PurchaseOrderChanged(var step, PurchaseOrder order, var updates, var _) ->
                updates.forEach(update -> changed(step, order, update));
            case EventData.OrderCancelled(var _, var _, var updates) -> updates.forEach(this::shrunk);
            case EventData.OrderEdited(var _, var _, var updates, var _) -> updates.forEach(this::shrunk);
            case EventData.GoodsReceived(var receipt, var _, var _) -> {
                if (!deliveryNotes.add(receipt.purchaseOrderId() + " " + receipt.deliveryNote())) {
                    throw new AssertionError("received twice: " + receipt);
                }
            }
            default -> {
                // Nothing is bought or received.
            }
        }
    }

    private void changed(PurchaseOrderStep step, PurchaseOrder order, ReplenishmentUpdate update) {
        if (step == PurchaseOrderStep.GATHERED) {
            UUID before = boughtBy.put(update.id(), order.id());
            if (before != null) {
                throw new AssertionError("bought by " + before + " and by " + order.id() + ": " + update);
            }
            return;
        }
        boolean wasItsOwn = boughtBy.remove(update.id(), order.id());
        boolean isOwed = update.status() == Replenishment.Status.OWED;
        if (order.status().isOpen() || !wasItsOwn || !isOwed) {
            throw new AssertionError("owed anew for no reason: " + update + " by " + order);
        }
    }

    private void shrunk(ReplenishmentUpdate update) {
        UUID buyer = boughtBy.get(update.id());
        switch (update.status()) {
            case CANCELLED -> boughtBy.remove(update.id());
            case OWED, BOUGHT -> {
                boolean isSame =
                        buyer == null ? update.purchaseOrderId() == null : buyer.equals(update.purchaseOrderId());
                if (!isSame) {
                    throw new AssertionError("bought by " + buyer + " before: " + update);
                }
            }
        }
    }
}
