package dev.millrace.domain.purchasing;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish of the dispatcher to buy what is owed to a supplier. What was bought or is not owed any more is left out, so
 * it may be asked any number of times.
 *
 * @param id becomes the purchase order's id, if a new one is made
 * @param owed what seems to be owed, 1 to 1,000; the purchase order has its lines in this order
 * @param draftId a draft that may grow, or null; if it cannot, a new purchase order is made
 * @param submits whether it is to be sent at once; otherwise it stays a draft
 */
public record GatherReplenishments(
        int merchantId,
        UUID id,
        Instant receivedAt,
        String supplierId,
        List<Owed> owed,
        @Nullable UUID draftId,
        boolean submits)
        implements Command {

    /** A replenishment and the product that it is for. */
    public record Owed(UUID replenishmentId, String sku) {}

    public GatherReplenishments {
        // One that is named twice is bought once.
        owed = List.copyOf(new LinkedHashSet<>(owed));
        if (owed.isEmpty() || owed.size() > Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX) {
            throw new IllegalArgumentException(
                    owed.size() + " replenishments (expected: 1 to " + Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX + ")");
        }
    }

    @Override
    public String kind() {
        return "gather_replenishments";
    }

    @Override
    public int lines() {
        return owed.size();
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        for (Owed each : owed) {
            if (!state.knowsReplenishment(each.replenishmentId())) {
                needs.replenishment(each.replenishmentId());
            }
            if (!state.knowsSku(each.sku())) {
                needs.sku(each.sku());
            }
        }
        if (draftId != null && !state.knowsPurchaseOrder(draftId)) {
            needs.purchaseOrder(draftId);
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        PurchaseOrder draft = growingDraft(state);
        Gathering gathering = new Gathering(draft);
        for (Owed each : owed) {
            Replenishment replenishment = state.replenishment(each.replenishmentId());
            Product product = state.product(each.sku());
            if (replenishment != null
                    && product != null
                    && replenishment.status() == Replenishment.Status.OWED
                    && replenishment.supplierId().equals(supplierId)
                    && replenishment.productKey() == product.key()) {
                gathering.add(replenishment, product);
            }
        }
        if (gathering.isEmpty()) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfNothing(), state.number()));
        }
        long number = state.number() + 1;
        PurchaseOrder.Status status = submits ? PurchaseOrder.Status.QUEUED : PurchaseOrder.Status.DRAFT;
        PurchaseOrder order = gathering.order(new Gathering.Made(id, supplierId, status, null, receivedAt, number));
        EventData gathered = new EventData.PurchaseOrderChanged(
                PurchaseOrderStep.GATHERED, order, gathering.updates(order.id()), order.movements(draft));
        return new Decision(
                new Outcome.Accepted(new Answer.OfPurchaseOrder(order), number),
                List.of(new Event(number, receivedAt, null, gathered)));
    }

    /** What a person holds is left to that person. */
    private @Nullable PurchaseOrder growingDraft(MerchantState state) {
        PurchaseOrder draft = draftId == null ? null : state.purchaseOrder(draftId);
        return draft != null
                        && draft.status() == PurchaseOrder.Status.DRAFT
                        && draft.hold() == null
                        && draft.supplierId().equals(supplierId)
                        && draft.gathered() < Limits.PURCHASE_ORDER_REPLENISHMENTS_MAX
                ? draft
                : null;
    }
}
