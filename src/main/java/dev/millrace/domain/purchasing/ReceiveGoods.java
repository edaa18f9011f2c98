package dev.millrace.domain.purchasing;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Decision;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Fault;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrder.Status;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import dev.millrace.domain.stock.BackorderFills;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The wish to take in goods that arrived for a purchase order. They fill the oldest waiting lines first, in the same
 * decision; what is left is on hand.
 *
 * @param id becomes the receipt's id
 * @param keyed by the delivery note, so that the same note again is the same receipt
 * @param deliveryNote the supplier's name for the delivery
 * @param arrived 1 to 1,000, each SKU once
 * @param allowsOver whether more than the tolerance may have come
 */
public record ReceiveGoods(
        int merchantId,
        UUID id,
        Instant receivedAt,
        Keyed keyed,
        UUID purchaseOrderId,
        String deliveryNote,
        List<Arrived> arrived,
        boolean allowsOver)
        implements Command {
    public static final String KIND = "receive_goods";

    private static final long BASIS_POINTS = 10_000;

    /** Units of a SKU that arrived, 1 to 1,000,000,000. */
    public record Arrived(String sku, long quantity) {}

    public ReceiveGoods {
        arrived = List.copyOf(arrived);
        if (arrived.isEmpty() || arrived.size() > Limits.RECEIPT_LINES_MAX) {
            throw new IllegalArgumentException(
                    arrived.size() + " lines (expected: 1 to " + Limits.RECEIPT_LINES_MAX + ")");
        }
        Set<String> skus = new HashSet<>();
        for (Arrived line : arrived) {
            if (line.quantity() < 1 || line.quantity() > Limits.RECEIPT_QUANTITY_MAX) {
                throw new IllegalArgumentException(
                        "quantity: " + line.quantity() + " (expected: 1 to " + Limits.RECEIPT_QUANTITY_MAX + ")");
            }
            if (!skus.add(line.sku())) {
                throw new IllegalArgumentException(line.sku() + " (expected: each SKU once)");
            }
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int lines() {
        return arrived.size();
    }

    @Override
    public void needs(MerchantState state, Needs needs) {
        if (!state.knowsPurchaseOrder(purchaseOrderId)) {
            needs.purchaseOrder(purchaseOrderId);
            return;
        }
        PurchaseOrder order = state.purchaseOrder(purchaseOrderId);
        if (order == null) {
            return;
        }
        BackorderFills fills = new BackorderFills(state, null);
        for (Arrived line : arrived) {
            if (order.line(line.sku()) == null) {
                continue;
            }
            if (!state.knowsSku(line.sku())) {
                needs.sku(line.sku());
                continue;
            }
            Product product = Objects.requireNonNull(state.product(line.sku()));
            fills.needs(needs, product, state.stock(product.key()).free() + line.quantity());
        }
    }

    @Override
    public Decision decide(MerchantState state) {
        PurchaseOrder order = state.purchaseOrder(purchaseOrderId);
        if (order == null) {
            return refused(Refusal.notFound("There is no such purchase order."));
        }
        if (!takesGoods(order.status())) {
            return refused(notTaken(order.status()));
        }
        List<Fault> faults = faults(state, order);
        if (!faults.isEmpty()) {
            return refused(Refusal.invalid(faults));
        }
        List<Fault> tooMuch = allowsOver ? List.of() : tooMuch(order);
        if (!tooMuch.isEmpty()) {
            return refused(new Refusal(
                    Refusal.Kind.CONFLICT,
                    "over_receipt",
                    "More arrived than was ordered; allow_over takes it all the same.",
                    tooMuch));
        }
        return received(state, order);
    }

    /** Goods prove that the supplier got it, whatever we knew. What comes after all of it is more than was ordered. */
    private boolean takesGoods(Status status) {
        return switch (status) {
            case SENDING, SENT, ACKNOWLEDGED, PARTIALLY_RECEIVED, UNKNOWN, CANCEL_REQUESTED -> true;
            case RECEIVED -> allowsOver;
            case DRAFT, QUEUED, REJECTED, CANCELLED, CLOSED_SHORT -> false;
        };
    }

    private static Refusal notTaken(Status status) {
        if (status == Status.RECEIVED) {
            return Refusal.conflict(
                    "purchase_order_closed", "All of it was received. Send allow_over to take in more.");
        }
        return status.isOpen()
                ? Refusal.conflict("purchase_order_not_sent", "It has not been sent to the supplier yet.")
                : Refusal.conflict("purchase_order_closed", "It takes no more goods.");
    }

    private List<Fault> faults(MerchantState state, PurchaseOrder order) {
        List<Fault> faults = new ArrayList<>();
        for (int position = 0; position < arrived.size(); position++) {
            Arrived line = arrived.get(position);
            String pointer = "/lines/" + position;
            if (order.line(line.sku()) == null) {
                faults.add(new Fault(
                        pointer + "/sku", "not_on_purchase_order", "The purchase order has no line for this SKU."));
                continue;
            }
            Product product = Objects.requireNonNull(state.product(line.sku()), "what was bought exists");
            if (line.quantity()
                    > Limits.ON_HAND_MAX - state.stock(product.key()).onHand()) {
                faults.add(
                        new Fault(pointer, "overflow", "More than " + Limits.ON_HAND_MAX + " units would be on hand."));
            }
        }
        return faults;
    }

    private List<Fault> tooMuch(PurchaseOrder order) {
        List<Fault> tooMuch = new ArrayList<>();
        for (int position = 0; position < arrived.size(); position++) {
            PurchaseOrder.Line line =
                    Objects.requireNonNull(order.line(arrived.get(position).sku()));
            // Rounded down: a unit that is not there to the full would be more than the tolerance.
            long most = line.quantity() + Math.multiplyExact(line.quantity(), Limits.OVER_RECEIPT_BPS) / BASIS_POINTS;
            if (line.received() + arrived.get(position).quantity() > most) {
                tooMuch.add(new Fault(
                        "/lines/" + position + "/quantity",
                        "over_receipt",
                        "With these, more than the " + most + " units would have come that are taken at most."));
            }
        }
        return tooMuch;
    }

    private Decision received(MerchantState state, PurchaseOrder before) {
        long number = state.number() + 1;
        BackorderFills fills = new BackorderFills(state, null);
        List<Receipt.Line> receiptLines = new ArrayList<>();
        List<PurchaseOrder.Line> lines = new ArrayList<>(before.lines());
        for (Arrived line : arrived) {
            Product product = Objects.requireNonNull(state.product(line.sku()));
            StockLevel stock = state.stock(product.key());
            long given = fills.fill(product, stock.free() + line.quantity());
            // Units that an earlier decision could not hand out any more lay there before, so they go first.
            long filled = Math.max(0, given - stock.free());
            receiptLines.add(new Receipt.Line(line.sku(), line.quantity(), filled));
            lines.replaceAll(each -> each.sku().equals(line.sku())
                    ? new PurchaseOrder.Line(
                            each.sku(), each.demand(), each.quantity(), each.received() + line.quantity())
                    : each);
        }
        PurchaseOrder after = before.with(lines, before.status(), number);
        if (after.isComplete()) {
            after = after.become(Status.RECEIVED, null, number);
        } else if (before.status() != Status.CANCEL_REQUESTED) {
            after = after.become(Status.PARTIALLY_RECEIVED, null, number);
        }
        Receipt receipt = new Receipt(id, purchaseOrderId, deliveryNote, receivedAt, receiptLines);
        List<Event> events = new ArrayList<>();
        events.add(new Event(
                number, receivedAt, keyed, new EventData.GoodsReceived(receipt, after, after.movements(before))));
        for (EventData.BackordersFilled filled : fills.events()) {
            events.add(new Event(number + events.size(), receivedAt, null, filled));
        }
        return new Decision(new Outcome.Accepted(new Answer.OfReceipt(receipt), number), events);
    }

    private static Decision refused(Refusal refusal) {
        return Decision.without(new Outcome.Refused(refusal));
    }
}
