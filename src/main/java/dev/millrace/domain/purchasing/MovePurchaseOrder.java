package dev.millrace.domain.purchasing;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Conditional;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.MoveTable;
import dev.millrace.domain.model.MoveTable.Cell.IsSo;
import dev.millrace.domain.model.MoveTable.Cell.Leads;
import dev.millrace.domain.model.MoveTable.Cell.Refused;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to take a purchase order one {@linkplain Move step} further. One that will not deliver owes its shortfall
 * anew: after a rejection or a cancellation, of all of it or of the rest, on a draft that a person must submit, since buying
 * the same again by itself would go round in circles. Only who closes it wants the rest bought again without being asked.
 *
 * @param precondition on its version
 */
public record MovePurchaseOrder(
        int merchantId, UUID id, Instant receivedAt, UUID purchaseOrderId, Move move, Precondition precondition)
        implements Command, Conditional {

    @Override
    public String kind() {
        return "move_purchase_order";
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsPurchaseOrder(purchaseOrderId)) {
            needs.purchaseOrder(purchaseOrderId);
            return;
        }
        PurchaseOrder order = state.purchaseOrder(purchaseOrderId);
        if (order != null && cell(order) instanceof Leads leads && endsShort(leads.to(order))) {
            CoverageGap.needs(state, needs, order);
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        PurchaseOrder order = state.purchaseOrder(purchaseOrderId);
        if (order == null) {
            return refused(Refusal.notFound("There is no such purchase order."));
        }
        if (move.attempt() != 0 && move.attempt() != order.attempts()) {
            return refused(Refusal.conflict(
                    "attempt_superseded", "It was sent again since, by attempt " + order.attempts() + "."));
        }
        if (isSo(order)) {
            return Decision.without(new Outcome.Unchanged(new Answer.OfPurchaseOrder(order), order.number()));
        }
        Refusal failed = precondition.refusal(state.version(order.number()));
        if (failed != null) {
            return refused(failed);
        }
        return switch (cell(order)) {
            case Leads leads -> taken(state, order, leads.to(order));
            case IsSo _, Refused _ ->
                refused(Refusal.conflict(
                        "purchase_order_status",
                        "This cannot be done to a purchase order that is " + name(order.status()) + "."));
        };
    }

    private MoveTable.Cell cell(PurchaseOrder order) {
        return MoveTable.cell(move.kind(), order.status());
    }

    /** Whether it is asked for, or told, what is so already: it was done before, and nothing has undone it since. */
    private boolean isSo(PurchaseOrder order) {
        boolean isSaidAgain =
                move.isRepeatable() && order.steps().contains(move.kind().step()) && !isNews(order);
        return switch (cell(order)) {
            // What can be done once more is a new wish, but for an acknowledgement in the same words.
            case Leads _ -> isSaidAgain && told() instanceof Move.Acknowledge;
            case IsSo _ -> true;
            case Refused _ -> isSaidAgain;
        };
    }

    /** An acknowledgement may be said again with other words. */
    private boolean isNews(PurchaseOrder order) {
        return told() instanceof Move.Acknowledge(int _, String reference, Instant expectedAt)
                && ((reference != null && !reference.equals(order.reference()))
                        || (expectedAt != null && !expectedAt.equals(order.expectedAt())));
    }

    /** Whether what it has not delivered will not come. */
    private static boolean endsShort(Status next) {
        return !next.isOpen();
    }

    private Decision taken(MerchantState state, PurchaseOrder order, Status next) {
        return endsShort(next) ? endedShort(state, order, next) : moved(state, order, next);
    }

    /** The step itself, whoever tells of it. */
    private Move told() {
        return move instanceof Move.ByHand(Move told) ? told : move;
    }

    private Decision moved(MerchantState state, PurchaseOrder before, Status next) {
        long number = state.number() + 1;
        PurchaseOrder after = switch (told()) {
            case Move.Send _ -> before.sending(number);
            case Move.Acknowledge(int _, String reference, Instant expectedAt) ->
                before.acknowledged(next, reference, expectedAt, number);
            case Move.NotSent(int _, String reason) -> before.become(next, reason, number);
            case Move.MarkUnknown(int _, String reason) -> before.become(next, reason, number);
            case Move.RefuseCancel(String reason) -> before.become(next, reason, number);
            case Move.Submit _, Move.Sent _, Move.Cancel _ -> before.become(next, null, number);
            case Move.Reject _, Move.Withdraw _, Move.ConfirmCancel _, Move.CloseShort _, Move.ByHand _ ->
                throw new IllegalStateException("it ends short, or is not told: " + move);
        };
        after = remembered(after);
        EventData changed =
                new EventData.PurchaseOrderChanged(move.kind().step(), after, List.of(), after.movements(before));
        return new Decision(
                new Outcome.Accepted(new Answer.OfPurchaseOrder(after), number),
                List.of(new Event(number, receivedAt, null, changed)));
    }

    private Decision endedShort(MerchantState state, PurchaseOrder before, Status ended) {
        long number = state.number() + 1;
        List<ReplenishmentUpdate> owedAnew = CoverageGap.owedAnew(state, before);
        PurchaseOrder after = remembered(before.become(ended, reason(before), number));
        List<Event> events = new ArrayList<>();
        EventData changed =
                new EventData.PurchaseOrderChanged(endStep(ended), after, owedAnew, after.movements(before));
        events.add(new Event(number, receivedAt, null, changed));
        if (!owedAnew.isEmpty() && !(told() instanceof Move.CloseShort)) {
            events.add(new Event(number + 1, receivedAt, null, heldDraft(state, after, owedAnew)));
        }
        return new Decision(new Outcome.Accepted(new Answer.OfPurchaseOrder(after), number), events);
    }

    private @Nullable String reason(PurchaseOrder before) {
        if (told() instanceof Move.Reject(int _, String why)) {
            return why;
        }
        return told() instanceof Move.Withdraw(int _, String why) && before.status() != Status.CANCEL_REQUESTED
                ? why
                : null;
    }

    private PurchaseOrder remembered(PurchaseOrder after) {
        return move.isRepeatable() ? after.told(move.kind().step()) : after;
    }

    private EventData heldDraft(MerchantState state, PurchaseOrder ended, List<ReplenishmentUpdate> owedAnew) {
        Gathering gathering = new Gathering(null);
        for (ReplenishmentUpdate update : owedAnew) {
            Replenishment before = Objects.requireNonNull(state.replenishment(update.id()));
            Replenishment owed = before.after(update, ended.number());
            for (PurchaseOrder.Line line : ended.lines()) {
                var product = Objects.requireNonNull(state.product(line.sku()));
                if (product.key() == owed.productKey()) {
                    gathering.add(owed, product);
                }
            }
        }
        PurchaseOrder draft = gathering.order(new Gathering.Made(
                DerivedIds.derive(id, 0),
                ended.supplierId(),
                Status.DRAFT,
                "It buys again what " + (ended.status() == Status.REJECTED ? "rejected" : "cancelled")
                        + " purchase orders had to bring.",
                receivedAt,
                ended.number() + 1));
        return new EventData.PurchaseOrderChanged(
                PurchaseOrderStep.GATHERED, draft, gathering.updates(draft.id()), draft.movements(null));
    }

    private static PurchaseOrderStep endStep(Status ended) {
        if (ended == Status.REJECTED) {
            return PurchaseOrderStep.REJECTED;
        }
        return ended == Status.CANCELLED ? PurchaseOrderStep.CANCELLED : PurchaseOrderStep.CLOSED_SHORT;
    }

    private static String name(Status status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
