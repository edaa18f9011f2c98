package dev.millrace.domain;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Receipt;
import dev.millrace.domain.model.ReplenishmentUpdate;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Purchases told as text, in the words of {@link PlainMerchant}. */
final class ToldPurchases {
    private ToldPurchases() {}

    static String order(PurchaseOrder order) {
        String lines = order.lines().stream()
                .map(line -> "%s=%d %d %d"
                        .formatted(line.sku(), line.demand().shortfall(), line.quantity(), line.received()))
                .collect(Collectors.joining(", ", "{", "}"));
        var steps = new TreeSet<String>();
        order.steps().forEach(step -> steps.add(step.name().toLowerCase(Locale.ROOT)));
        return "%s of %s %s (%d, %d attempts, %s, %s, %s, %s) %s %s"
                .formatted(
                        order.id(),
                        order.supplierId(),
                        order.status(),
                        order.gathered(),
                        order.attempts(),
                        order.hold(),
                        order.reason(),
                        order.reference(),
                        order.expectedAt(),
                        steps,
                        lines);
    }

    static String receipt(Receipt receipt) {
        return receipt.id() + " for " + receipt.purchaseOrderId() + " by " + receipt.deliveryNote()
                + receipt.lines().stream()
                        .map(line -> " [%s %d %d]".formatted(line.sku(), line.quantity(), line.filled()))
                        .collect(Collectors.joining());
    }

    static String update(ReplenishmentUpdate update) {
        return " {%s %d %s %s %s}"
                .formatted(
                        update.id(), update.shortfall(), update.quantity(), update.status(), update.purchaseOrderId());
    }

    static String incoming(List<PurchaseOrder.Incoming> incoming) {
        return incoming.stream()
                .map(part -> " <" + part.sku() + " " + part.delta() + ">")
                .collect(Collectors.joining());
    }
}
