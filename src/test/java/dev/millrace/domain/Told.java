package dev.millrace.domain;

import dev.millrace.domain.order.Order;
import dev.millrace.domain.stock.Adjustment;
import dev.millrace.domain.stock.Product;
import dev.millrace.domain.stock.ProductDraft;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Outcomes and books told as text, in the words of {@link PlainMerchant}. */
final class Told {
    private Told() {}

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Answer.OfAdjustment(Adjustment adjustment), long number) ->
                "accepted " + adjustment.reason() + " " + after(adjustment) + " @" + number;
            case Outcome.Accepted(Answer answer, long number) -> "accepted " + answer(answer) + " @" + number;
            case Outcome.Rejected(Answer.OfOrder(Order order), String code, long number) ->
                "rejected " + code + " " + shortages(order) + " " + order(order) + " @" + number;
            case Outcome.Rejected(Answer.OfAdjustment(Adjustment adjustment), String code, long number) ->
                "rejected " + code + " " + shortages(adjustment) + " " + adjustment.reason() + " " + after(adjustment)
                        + " @" + number;
            case Outcome.Rejected(Answer answer, var _, var _) -> throw new AssertionError(answer);
            case Outcome.Unchanged(Answer answer, long number) -> "unchanged " + answer(answer) + " @" + number;
            case Outcome.Refused(Refusal refusal) ->
                "refused " + refusal.code() + " "
                        + refusal.faults().stream()
                                .map(fault -> fault.pointer() + " " + fault.code())
                                .toList();
        };
    }

    static String event(Event event) {
        Keyed keyed = event.keyed();
        String told = switch (event.data()) {
            case EventData.OrderPlaced(Order order) -> order(order);
            case EventData.OrderRejected(Order order) -> order(order);
            case EventData.OrderCancelled(Order order, var released, var _) ->
                order(order)
                        + released.stream()
                                .map(each -> " <%d %s %d %d>"
                                        .formatted(each.line(), each.sku(), each.allocated(), each.backordered()))
                                .collect(Collectors.joining());
            case EventData.BackordersFilled(Order order, var filled) ->
                order(order)
                        + filled.stream()
                                .map(each -> " <%d %s %d>".formatted(each.line(), each.sku(), each.quantity()))
                                .collect(Collectors.joining());
            case EventData.OrderShipped(Order order, var _, var moved) -> order(order) + moved;
            case EventData.OrderReturned(Order order, var _, var returned) -> order(order) + returned;
            case EventData.OrderEdited(Order order, var lines, var _) -> order(order) + lines;
            case EventData.PurchaseOrderChanged(var _, var order, var _, var incoming) -> order.toString() + incoming;
            case EventData.GoodsReceived(var receipt, var order, var _) -> receipt.toString() + order;
            case EventData.StockAdjusted(Adjustment adjustment) -> adjustment.reason() + " " + after(adjustment);
            case EventData.AdjustmentRejected(Adjustment adjustment) ->
                adjustment.reason() + " " + shortages(adjustment) + after(adjustment);
            case EventData.ProductCreated(Product product) -> draft(product).toString();
            case EventData.ProductReplaced(Product product) -> draft(product).toString();
            case EventData.ProductDeactivated(Product product) -> draft(product).toString();
            case EventData.SupplierCreated(var supplier) -> supplier.id() + " " + supplier.name();
        };
        return event.number() + " " + event.data().type() + " " + (keyed == null ? "" : keyed.key() + " ") + told;
    }

    static String order(Order order) {
        StringBuilder text = new StringBuilder("%s %s for %s #%d %d %s"
                .formatted(
                        order.id(),
                        order.status(),
                        order.customerRef(),
                        order.journalNumber(),
                        order.total().amount(),
                        order.total().currency()));
        for (Order.Line line : order.lines()) {
            Order.Bought bought = line.bought();
            text.append(" [%s %d: %d %d %d %d at %d %s%s]"
                    .formatted(
                            line.sku(),
                            line.quantity(),
                            line.allocated(),
                            line.backordered(),
                            line.shipped(),
                            line.cancelled(),
                            line.unitPrice().amount(),
                            line.unitPrice().currency(),
                            bought == null
                                    ? ""
                                    : " buys " + bought.supplierId() + " " + bought.shortfall() + " "
                                            + bought.surplusBps() + " " + bought.quantity()));
        }
        return text.toString();
    }

    static String stock(Books books) {
        return books.products.keySet().stream()
                .sorted()
                .map(key -> {
                    var level = Objects.requireNonNull(books.stock.get(key));
                    return "%s %d %d %d %d @%d; "
                            .formatted(
                                    Objects.requireNonNull(books.products.get(key))
                                            .sku(),
                                    level.onHand(),
                                    level.allocated(),
                                    level.backordered(),
                                    level.available(),
                                    level.number());
                })
                .collect(Collectors.joining());
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Answer.OfOrder(Order order) -> order(order);
            case Answer.OfProduct(Product product) -> draft(product).toString();
            case Answer.OfSupplier(var supplier) -> supplier.name();
            case Answer.OfPurchaseOrder(var order) -> order.toString();
            case Answer.OfReceipt(var receipt) -> receipt.toString();
            case Answer.OfNothing _ -> "nothing";
            case Answer.OfFill(var _, int lines) -> Integer.toString(lines);
            case Answer.OfAdjustment adjustment -> throw new AssertionError(adjustment);
        };
    }

    private static ProductDraft draft(Product product) {
        return Draft.of(product).draft();
    }

    private static String after(Adjustment adjustment) {
        return adjustment.lines().stream()
                .map(line -> " [%s %d: %d %d %d %d]"
                        .formatted(
                                line.sku(),
                                line.delta(),
                                line.after().onHand(),
                                line.after().allocated(),
                                line.after().backordered(),
                                line.after().available()))
                .collect(Collectors.joining());
    }

    private static List<String> shortages(Order order) {
        return Objects.requireNonNull(order.rejection()).lines().stream()
                .map(line -> line.sku() + " " + line.ordered() + " " + line.available())
                .toList();
    }

    private static List<String> shortages(Adjustment adjustment) {
        return Objects.requireNonNull(adjustment.rejection()).lines().stream()
                .map(line -> line.sku() + " " + line.delta() + " " + line.free())
                .toList();
    }
}
