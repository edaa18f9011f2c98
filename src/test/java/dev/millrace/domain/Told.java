package dev.millrace.domain;

import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Adjustment;
import dev.millrace.domain.model.Answer;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.ReplenishmentUpdate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
            case EventData.OrderCancelled(Order order, var released, var updates) ->
                order(order)
                        + released.stream()
                                .map(each -> " <%d %s %d %d>"
                                        .formatted(each.line(), each.sku(), each.allocated(), each.backordered()))
                                .collect(Collectors.joining())
                        + updates(updates);
            case EventData.BackordersFilled(Order order, var filled) ->
                order(order)
                        + filled.stream()
                                .map(each -> " <%d %s %d>".formatted(each.line(), each.sku(), each.quantity()))
                                .collect(Collectors.joining());
            case EventData.OrderShipped(Order order, var _, var moved) -> order(order) + moved(moved);
            case EventData.OrderReturned(Order order, var _, var returned, var answer) ->
                order(order)
                        + returned.stream()
                                .map(each -> " <%d %s %d %s>"
                                        .formatted(
                                                each.line(),
                                                each.sku(),
                                                each.quantity(),
                                                each.restocked() ? "restocked" : "written off"))
                                .collect(Collectors.joining())
                        + further(answer);
            case EventData.OrderEdited(Order order, var lines, var updates, var answer) ->
                order(order)
                        + lines.stream()
                                .map(each -> " <%d %s %d %d>"
                                        .formatted(each.line(), each.sku(), each.allocated(), each.backordered()))
                                .collect(Collectors.joining())
                        + updates(updates)
                        + further(answer);
            case EventData.PurchaseOrderChanged(var _, var order, var updates, var incoming) ->
                ToldPurchases.order(order) + updates(updates) + ToldPurchases.incoming(incoming);
            case EventData.GoodsReceived(var receipt, var order, var incoming) ->
                ToldPurchases.receipt(receipt) + " " + ToldPurchases.order(order) + ToldPurchases.incoming(incoming);
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

    private static String further(@Nullable KnownOrder answer) {
        return answer == null ? "" : " answered " + order(answer.order()) + " @" + answer.number();
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
            Order.Purchase bought = line.bought();
            text.append(" [%s %d: %d %d %d %d%s at %d %s%s%s]"
                    .formatted(
                            line.sku(),
                            line.quantity(),
                            line.allocated(),
                            line.backordered(),
                            line.shipped(),
                            line.cancelled(),
                            line.returned() == 0 ? "" : " back " + line.returned(),
                            line.unitPrice().amount(),
                            line.unitPrice().currency(),
                            line.since() == 0 ? "" : " since " + line.since(),
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
                    return "%s %d %d %d %d %d @%d; "
                            .formatted(
                                    Objects.requireNonNull(books.products.get(key))
                                            .sku(),
                                    level.onHand(),
                                    level.allocated(),
                                    level.backordered(),
                                    level.available(),
                                    level.incoming(),
                                    level.number());
                })
                .collect(Collectors.joining());
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Answer.OfOrder(Order order) -> order(order);
            case Answer.OfProduct(Product product) -> draft(product).toString();
            case Answer.OfSupplier(var supplier) -> supplier.name();
            case Answer.OfPurchaseOrder(var order) -> ToldPurchases.order(order);
            case Answer.OfReceipt(var receipt) -> ToldPurchases.receipt(receipt);
            case Answer.OfNothing _ -> "nothing";
            case Answer.OfFill(var _, int lines) -> Integer.toString(lines);
            case Answer.OfAdjustment adjustment -> throw new AssertionError(adjustment);
        };
    }

    private static String moved(List<EventData.Moved> moved) {
        return moved.stream()
                .map(each -> " <%d %s %d>".formatted(each.line(), each.sku(), each.quantity()))
                .collect(Collectors.joining());
    }

    private static String updates(List<ReplenishmentUpdate> updates) {
        return updates.stream().map(ToldPurchases::update).collect(Collectors.joining());
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
