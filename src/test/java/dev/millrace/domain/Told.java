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
                "accepted" + after(adjustment) + " @" + number;
            case Outcome.Accepted(Answer answer, long number) -> "accepted " + answer(answer) + " @" + number;
            case Outcome.Rejected(Answer.OfOrder(Order order), String code, long number) ->
                "rejected " + code + " " + shortages(order) + " " + order(order) + " @" + number;
            case Outcome.Rejected(Answer.OfAdjustment(Adjustment adjustment), String code, long number) ->
                "rejected " + code + " " + shortages(adjustment) + after(adjustment) + " @" + number;
            case Outcome.Rejected(Answer answer, var _, var _) -> throw new AssertionError(answer);
            case Outcome.Unchanged(Answer.OfSupplier(var supplier), var _) -> "unchanged " + supplier.name();
            case Outcome.Unchanged(Answer answer, long number) -> "unchanged " + answer(answer) + " @" + number;
            case Outcome.Refused(Refusal refusal) ->
                "refused " + refusal.code() + " "
                        + refusal.faults().stream()
                                .map(fault -> fault.pointer() + " " + fault.code())
                                .toList();
        };
    }

    static String order(Order order) {
        StringBuilder text =
                new StringBuilder(order.status() + " " + order.total().amount());
        for (Order.Line line : order.lines()) {
            Order.Bought bought = line.bought();
            text.append(" [%s %d: %d %d %d at %d%s]"
                    .formatted(
                            line.sku(),
                            line.quantity(),
                            line.allocated(),
                            line.backordered(),
                            line.cancelled(),
                            line.unitPrice().amount(),
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
                    return "%s %d %d %d %d; "
                            .formatted(
                                    Objects.requireNonNull(books.products.get(key))
                                            .sku(),
                                    level.onHand(),
                                    level.allocated(),
                                    level.backordered(),
                                    level.available());
                })
                .collect(Collectors.joining());
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Answer.OfOrder(Order order) -> order(order);
            case Answer.OfProduct(Product product) -> draft(product).toString();
            case Answer.OfSupplier(var supplier) -> supplier.name();
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
