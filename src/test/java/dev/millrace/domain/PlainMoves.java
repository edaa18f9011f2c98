package dev.millrace.domain;

import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The life of a purchase order of the {@link PlainMerchant}: once more the whole table, in words. */
final class PlainMoves {
    /** Each with the event that tells of it, from where it may be taken, where it changes nothing, and where it leads. */
    private enum Step {
        SUBMIT(
                "submitted",
                "DRAFT",
                "QUEUED SENDING SENT ACKNOWLEDGED PARTIALLY_RECEIVED RECEIVED REJECTED UNKNOWN CANCEL_REQUESTED"
                        + " CLOSED_SHORT",
                "QUEUED"),
        SEND("sending", "QUEUED", "", "SENDING"),
        NOT_SENT("not_sent", "SENDING UNKNOWN", "QUEUED", "QUEUED"),
        SENT("sent", "SENDING UNKNOWN", "SENT ACKNOWLEDGED PARTIALLY_RECEIVED RECEIVED CANCEL_REQUESTED", "SENT"),
        ACKNOWLEDGE("acknowledged", "SENDING UNKNOWN SENT ACKNOWLEDGED PARTIALLY_RECEIVED", "RECEIVED", "ACKNOWLEDGED"),
        REJECT("rejected", "SENDING UNKNOWN SENT ACKNOWLEDGED", "REJECTED", "REJECTED"),
        WITHDRAW(
                "",
                "SENDING UNKNOWN SENT ACKNOWLEDGED PARTIALLY_RECEIVED CANCEL_REQUESTED",
                "REJECTED CANCELLED CLOSED_SHORT",
                ""),
        LOSE_SIGHT("unknown", "SENDING", "UNKNOWN", "UNKNOWN"),
        CANCEL(
                "cancel_requested",
                "DRAFT QUEUED SENT ACKNOWLEDGED PARTIALLY_RECEIVED",
                "CANCEL_REQUESTED CANCELLED",
                "CANCEL_REQUESTED"),
        CONFIRM("cancelled", "CANCEL_REQUESTED", "CANCELLED", "CANCELLED"),
        REFUSE("cancel_refused", "CANCEL_REQUESTED", "", "ACKNOWLEDGED"),
        CLOSE(
                "closed_short",
                "UNKNOWN SENT ACKNOWLEDGED PARTIALLY_RECEIVED CANCEL_REQUESTED",
                "CLOSED_SHORT",
                "CLOSED_SHORT");

        private final String event;
        private final String from;
        private final String already;
        private final String to;

        Step(String event, String from, String already, String to) {
            this.event = event;
            this.from = from;
            this.already = already;
            this.to = to;
        }
    }

    private final PlainBooks books;
    private final PlainPurchasing purchasing;

    PlainMoves(PlainBooks books, PlainPurchasing purchasing) {
        this.books = books;
        this.purchasing = purchasing;
    }

    String move(MovePurchaseOrder command) {
        PlainPurchase purchase = books.purchases.get(command.purchaseOrderId());
        if (purchase == null) {
            return "refused not_found []";
        }
        int attempt = command.move().attempt();
        if (attempt != 0 && attempt != purchase.attempts) {
            return "refused attempt_superseded []";
        }
        Move told = command.move() instanceof Move.ByHand(Move byHand) ? byHand : command.move();
        Step step = step(told);
        boolean isByHand = command.move() instanceof Move.ByHand;
        boolean may = isByHand ? mayByHand(step, purchase.status) : isAmong(step.from, purchase.status);
        boolean isRepeatable = attempt == 0 && step != Step.SEND && step != Step.WITHDRAW;
        boolean isSaid = isRepeatable && purchase.steps.contains(step.event);
        if (told instanceof Move.Acknowledge acknowledge) {
            isSaid = isSaid && purchase.isAcknowledgedAs(acknowledge.reference(), acknowledge.expectedAt());
        }
        if (may ? isSaid && step == Step.ACKNOWLEDGE : isSaid || isAmong(step.already, purchase.status)) {
            return "unchanged " + purchase + " @" + purchase.version;
        }
        if (PlainPrecondition.fails(command.precondition(), purchase.version)) {
            return "refused precondition_failed []";
        }
        if (!may) {
            return "refused purchase_order_status []";
        }
        if (isRepeatable) {
            purchase.steps.add(step.event);
            purchase.steps.remove(step == Step.REFUSE ? "cancel_requested" : "");
            purchase.steps.remove(step == Step.CANCEL ? "cancel_refused" : "");
        }
        boolean endsShort =
                EnumSet.of(Step.REJECT, Step.WITHDRAW, Step.CONFIRM, Step.CLOSE).contains(step)
                        || (step == Step.CANCEL && purchase.isOurs());
        return endsShort ? ends(command, told, step, purchase) : moves(told, step, purchase);
    }

    private static boolean isAmong(String statuses, String status) {
        return (" " + statuses + " ").contains(" " + status + " ");
    }

    /** A person knows of what no connector sent, and lets a sending end by itself. */
    private static boolean mayByHand(Step step, String status) {
        return status.equals("QUEUED")
                ? step != Step.NOT_SENT
                : isAmong(step.from, status) && !status.equals("SENDING");
    }

    private static Step step(Move move) {
        return switch (move) {
            case Move.Submit _ -> Step.SUBMIT;
            case Move.Send _ -> Step.SEND;
            case Move.NotSent _ -> Step.NOT_SENT;
            case Move.Sent _ -> Step.SENT;
            case Move.Acknowledge _ -> Step.ACKNOWLEDGE;
            case Move.Reject _ -> Step.REJECT;
            case Move.Withdraw _ -> Step.WITHDRAW;
            case Move.MarkUnknown _ -> Step.LOSE_SIGHT;
            case Move.Cancel _ -> Step.CANCEL;
            case Move.ConfirmCancel _ -> Step.CONFIRM;
            case Move.RefuseCancel _ -> Step.REFUSE;
            case Move.CloseShort _ -> Step.CLOSE;
            case Move.ByHand _ -> throw new IllegalArgumentException(move.toString());
        };
    }

    private String moves(Move move, Step step, PlainPurchase purchase) {
        books.number++;
        boolean isOnItsWayAgain = step == Step.ACKNOWLEDGE || step == Step.REFUSE;
        purchase.status = isOnItsWayAgain && purchase.anythingReceived() ? "PARTIALLY_RECEIVED" : step.to;
        switch (move) {
            case Move.Send _ -> {
                purchase.attempts++;
                purchase.hold = null;
            }
            case Move.NotSent(int _, String reason) -> purchase.reason = reason;
            case Move.MarkUnknown(int _, String reason) -> purchase.reason = reason;
            case Move.RefuseCancel(String reason) -> purchase.reason = reason;
            case Move.Acknowledge acknowledged -> {
                purchase.reason = null;
                purchase.hold = null;
                purchase.reference = acknowledged.reference() == null ? purchase.reference : acknowledged.reference();
                purchase.expectedAt =
                        acknowledged.expectedAt() == null ? purchase.expectedAt : acknowledged.expectedAt();
            }
            default -> purchase.reason = null;
        }
        books.purchased(step.event, purchase, purchase.incoming(), List.of());
        return "accepted " + purchase + " @" + books.number;
    }

    private String ends(MovePurchaseOrder command, Move told, Step step, PlainPurchase purchase) {
        books.number++;
        Map<String, Long> before = purchase.incoming();
        List<PlainReplenishment> owed = owedAnew(purchase);
        boolean isAgreed = purchase.status.equals("CANCEL_REQUESTED");
        boolean isWithdrawn = step == Step.WITHDRAW && !isAgreed;
        boolean isRejected = step == Step.REJECT || (isWithdrawn && !purchase.anythingReceived());
        boolean isShort = !isRejected && (step == Step.CLOSE || purchase.anythingReceived());
        purchase.status = isRejected ? "REJECTED" : isShort ? "CLOSED_SHORT" : "CANCELLED";
        purchase.reason = null;
        if (told instanceof Move.Reject(int _, String reason)) {
            purchase.reason = reason;
        }
        if (told instanceof Move.Withdraw(int _, String reason) && isWithdrawn) {
            purchase.reason = reason;
        }
        owed.forEach(books::changed);
        books.purchased(purchase.status.toLowerCase(Locale.ROOT), purchase, before, owed);
        String answer = "accepted " + purchase + " @" + books.number;
        if (!owed.isEmpty() && step != Step.CLOSE) {
            books.number++;
            PlainPurchase draft = new PlainPurchase(DerivedIds.derive(command.id(), 0), purchase.supplier);
            draft.hold =
                    "It buys again what " + (isRejected ? "rejected" : "cancelled") + " purchase orders had to bring.";
            purchasing.gathered(
                    draft, owed.stream().map(each -> each.boughtBy(draft.id)).toList());
        }
        return answer;
    }

    /** As much as waits and nothing else will bring; of the newest replenishments, since the oldest were filled first. */
    private List<PlainReplenishment> owedAnew(PlainPurchase purchase) {
        List<PlainReplenishment> owed = new ArrayList<>();
        new LinkedHashMap<>(purchase.lines).forEach((sku, line) -> {
            long left = books.backordered(sku) - books.free(sku) - (books.cover(sku) - line.covers());
            List<PlainReplenishment> bought = books.replenishments.values().stream()
                    .filter(each -> each.isBoughtBy(purchase.id) && each.sku().equals(sku))
                    .sorted(Comparator.comparing(PlainReplenishment::id, Comparator.<UUID>reverseOrder()))
                    .toList();
            for (PlainReplenishment each : bought) {
                boolean isLast = each.equals(bought.getLast());
                if (left > 0) {
                    PlainReplenishment anew = each.owedAnew(isLast ? left : Math.min(left, each.shortfall()));
                    left -= anew.shortfall();
                    owed.add(anew);
                }
            }
        });
        return owed;
    }
}
