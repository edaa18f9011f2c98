package dev.millrace.domain;

import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.PlaceOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** How the {@link PlainMerchant} takes orders. */
final class PlainPlacing {
    private final PlainBooks books;

    PlainPlacing(PlainBooks books) {
        this.books = books;
    }

    String place(PlaceOrder command) {
        List<String> faults = new ArrayList<>();
        String currency = "";
        BigDecimal total = BigDecimal.ZERO;
        for (int position = 0; position < command.wanted().size(); position++) {
            PlaceOrder.RequestedLine wanted = command.wanted().get(position);
            PlainProduct sold = books.products.get(wanted.sku());
            if (sold == null) {
                faults.add("/lines/" + position + "/sku unknown_sku");
                continue;
            }
            if (!sold.is.active()) {
                faults.add("/lines/" + position + "/sku inactive_sku");
            }
            if (wanted.expectedPrice() != null && !wanted.expectedPrice().equals(sold.is.price())) {
                faults.add("/lines/" + position + "/unit_price price_changed");
            }
            String ofProduct = sold.is.price().currency();
            currency = currency.isEmpty() ? ofProduct : currency;
            if (!currency.equals(ofProduct)) {
                faults.add("/lines/" + position + "/sku mixed_currencies");
                continue;
            }
            total = total.add(
                    BigDecimal.valueOf(sold.is.price().amount()).multiply(BigDecimal.valueOf(wanted.quantity())));
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            faults.add("/lines overflow");
        }
        if (!faults.isEmpty()) {
            return "refused validation_failed " + faults;
        }
        return placed(command, new Money(total.longValueExact(), currency));
    }

    private String placed(PlaceOrder command, Money total) {
        Set<String> unmet = new LinkedHashSet<>();
        Set<String> beyondLimit = new LinkedHashSet<>();
        Map<String, Long> soFar = new LinkedHashMap<>();
        for (PlaceOrder.RequestedLine wanted : command.wanted()) {
            String sku = wanted.sku();
            long ordered = ordered(command, sku);
            long available = books.available(sku);
            if (soFar.merge(sku, wanted.quantity(), Long::sum) <= available) {
                continue;
            }
            ProductDraft product = books.sold(sku).is;
            String shortage = sku + " " + ordered + " " + available;
            if (product.policy() == StockPolicy.REJECT) {
                unmet.add(shortage);
            }
            if (product.policy() == StockPolicy.BACKORDER
                    && books.backordered(sku) + ordered - available > product.backorderMax()) {
                beyondLimit.add(shortage);
            }
        }
        books.number++;
        PlainOrder order = new PlainOrder(command.id(), command.customerRef(), books.number);
        order.total = total;
        boolean rejected = !unmet.isEmpty() || !beyondLimit.isEmpty();
        order.status = rejected ? "REJECTED" : "OPEN";
        Map<String, Long> left = new LinkedHashMap<>();
        int bought = 0;
        for (PlaceOrder.RequestedLine wanted : command.wanted()) {
            left.putIfAbsent(wanted.sku(), rejected ? 0 : books.available(wanted.sku()));
            PlainOrder.Line line = line(wanted, rejected, left);
            if (line.backordered > 0) {
                UUID id = DerivedIds.derive(command.id(), bought++);
                line.bought = books.owe(id, order, order.lines.size(), line.sku, line.backordered);
            }
            order.lines.add(line);
        }
        books.orders.put(command.id(), order);
        if (!rejected) {
            order.lines.forEach(line -> books.moved(line.sku));
        }
        books.tell("order." + (rejected ? "rejected " : "placed ")
                + command.keyed().key() + " " + order);
        if (!rejected) {
            return "accepted " + order + " @" + books.number;
        }
        return unmet.isEmpty()
                ? "rejected backorder_limit " + beyondLimit + " " + order + " @" + books.number
                : "rejected insufficient_stock " + unmet + " " + order + " @" + books.number;
    }

    private PlainOrder.Line line(PlaceOrder.RequestedLine wanted, boolean rejected, Map<String, Long> left) {
        long has = Objects.requireNonNull(left.get(wanted.sku()));
        PlainOrder.Line line = new PlainOrder.Line();
        line.sku = wanted.sku();
        line.quantity = wanted.quantity();
        line.price = books.sold(wanted.sku()).is.price();
        if (!rejected) {
            line.allocated = Math.min(has, wanted.quantity());
            line.backordered = wanted.quantity() - line.allocated;
            left.put(wanted.sku(), has - line.allocated);
        }
        return line;
    }

    private static long ordered(PlaceOrder command, String sku) {
        long ordered = 0;
        for (PlaceOrder.RequestedLine wanted : command.wanted()) {
            ordered += wanted.sku().equals(sku) ? wanted.quantity() : 0;
        }
        return ordered;
    }
}
