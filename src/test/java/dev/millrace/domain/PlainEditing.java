package dev.millrace.domain;

import dev.millrace.domain.model.DerivedIds;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.EditOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How orders of the {@link PlainMerchant} become larger and smaller. What it refuses may be done by half: ask a copy first. */
final class PlainEditing {
    private final PlainBooks books;
    private final PlainPurchasing purchasing;

    PlainEditing(PlainBooks books, PlainPurchasing purchasing) {
        this.books = books;
        this.purchasing = purchasing;
    }

    String edit(EditOrder command) {
        PlainOrder order = books.orders.get(command.orderId());
        if (order == null) {
            return "refused not_found []";
        }
        if (PlainPrecondition.fails(command.precondition(), order.version)) {
            return "refused precondition_failed []";
        }
        if (!order.status.equals("OPEN")) {
            return "refused order_not_open []";
        }
        List<LineUnits> wanted = command.quantities();
        if (!PlainFulfilment.unknown(wanted, order).isEmpty()) {
            return "refused validation_failed " + PlainFulfilment.unknown(wanted, order);
        }
        if (wanted.stream().anyMatch(each -> order.lines.get(each.line()).shipped > 0)) {
            return "refused already_shipped []";
        }
        return new Edit(command, order).does();
    }

    private final class Edit {
        private final EditOrder command;
        private final PlainOrder order;
        private final StringBuilder told = new StringBuilder();
        private final Set<String> skus = new LinkedHashSet<>();
        private final List<String> faults = new ArrayList<>();
        private String conflict = "";
        private int bought;

        private Edit(EditOrder command, PlainOrder order) {
            this.command = command;
            this.order = order;
        }

        private String does() {
            books.number++;
            long[] fewer = new long[order.lines.size()];
            command.quantities().forEach(each -> {
                fewer[each.line()] = Math.max(0, order.lines.get(each.line()).quantity - each.quantity());
            });
            var unwanted = purchasing.giveUp(order, fewer);
            for (LineUnits wanted : command.quantities()) {
                if (fewer[wanted.line()] > 0) {
                    reduce(wanted.line(), fewer[wanted.line()]);
                }
            }
            for (int index = 0; index < command.quantities().size(); index++) {
                LineUnits wanted = command.quantities().get(index);
                PlainOrder.Line line = order.lines.get(wanted.line());
                if (wanted.quantity() > line.quantity) {
                    increase(index, wanted, line);
                }
            }
            if (!faults.isEmpty()) {
                return "refused validation_failed " + faults;
            }
            if (!conflict.isEmpty()) {
                return "refused " + conflict + " []";
            }
            if (told.isEmpty()) {
                return "unchanged " + order + " @" + order.version;
            }
            return edited(unwanted);
        }

        private String edited(PlainPurchasing.Unwanted unwanted) {
            BigDecimal total = BigDecimal.ZERO;
            for (PlainOrder.Line line : order.lines) {
                total = total.add(BigDecimal.valueOf(line.price.amount()).multiply(BigDecimal.valueOf(line.quantity)));
            }
            if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                return "refused validation_failed [/lines overflow]";
            }
            order.total = new Money(total.longValueExact(), order.total.currency());
            order.version = books.number;
            int place = books.events.size();
            books.tell("order.edited " + command.keyed().key() + " " + order + told + unwanted);
            purchasing.tellShrunk(unwanted);
            return books.fillAndAnswer(order, place, skus);
        }

        private void reduce(int position, long fewer) {
            PlainOrder.Line line = order.lines.get(position);
            long waiting = Math.min(fewer, line.backordered);
            line.quantity -= fewer;
            line.backordered -= waiting;
            line.allocated -= fewer - waiting;
            skus.add(line.sku);
            changed(position, waiting - fewer, -waiting);
        }

        private void increase(int index, LineUnits wanted, PlainOrder.Line line) {
            ProductDraft product = books.sold(line.sku).is;
            long more = wanted.quantity() - line.quantity;
            long allocated = Math.min(more, books.available(line.sku));
            boolean joins = allocated == more && product.price().equals(line.price);
            if (!product.active()) {
                faults.add("/lines/" + index + " inactive_sku");
            } else if (!product.price().currency().equals(order.total.currency())) {
                faults.add("/lines/" + index + " mixed_currencies");
            } else if (!joins && order.lines.size() == Limits.ORDER_LINES_MAX) {
                conflict = "too_many_lines";
            } else if (allocated < more && product.policy() == StockPolicy.REJECT) {
                conflict = "insufficient_stock";
            } else if (allocated < more && books.backordered(line.sku) + more - allocated > product.backorderMax()) {
                conflict = "backorder_limit";
            } else if (joins) {
                line.quantity += more;
                line.allocated += more;
                changed(wanted.line(), more, 0);
            } else {
                append(line.sku, product, more, allocated);
            }
        }

        private void append(String sku, ProductDraft product, long quantity, long allocated) {
            PlainOrder.Line line = new PlainOrder.Line();
            line.sku = sku;
            line.quantity = quantity;
            line.allocated = allocated;
            line.backordered = quantity - allocated;
            line.price = product.price();
            line.since = books.number;
            if (line.backordered > 0) {
                line.bought = books.owe(
                        DerivedIds.derive(command.id(), bought++), order, order.lines.size(), sku, line.backordered);
            }
            order.lines.add(line);
            changed(order.lines.size() - 1, allocated, line.backordered);
        }

        private void changed(int position, long allocated, long backordered) {
            String sku = order.lines.get(position).sku;
            books.moved(sku);
            told.append(" <%d %s %d %d>".formatted(position, sku, allocated, backordered));
        }
    }
}
