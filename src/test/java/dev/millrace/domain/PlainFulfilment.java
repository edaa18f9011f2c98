package dev.millrace.domain;

import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What becomes of orders of the {@link PlainMerchant}. */
final class PlainFulfilment {
    private final PlainBooks books;
    private final PlainPurchasing purchasing;

    PlainFulfilment(PlainBooks books, PlainPurchasing purchasing) {
        this.books = books;
        this.purchasing = purchasing;
    }

    String cancel(CancelOrder command) {
        PlainOrder order = books.orders.get(command.orderId());
        if (order == null) {
            return "refused not_found []";
        }
        boolean isCancelledInPart = order.lines.stream().anyMatch(line -> line.cancelled > 0);
        if (order.status.equals("CANCELLED") || isCancelledInPart) {
            return "unchanged " + order + " @" + order.version;
        }
        if (PlainPrecondition.fails(command.precondition(), order.version)) {
            return "refused precondition_failed []";
        }
        if (!order.status.equals("OPEN")) {
            return "refused order_not_open []";
        }
        order.version = ++books.number;
        boolean isShipped = order.lines.stream().anyMatch(line -> line.shipped > 0);
        order.status = isShipped ? "COMPLETED" : "CANCELLED";
        var unwanted = purchasing.giveUp(
                order, order.lines.stream().mapToLong(PlainOrder.Line::open).toArray());
        Set<String> skus = new LinkedHashSet<>();
        StringBuilder released = new StringBuilder();
        for (PlainOrder.Line line : order.lines) {
            skus.add(line.sku);
            if (line.open() > 0) {
                released.append(" <%d %s %d %d>"
                        .formatted(order.lines.indexOf(line), line.sku, line.allocated, line.backordered));
                books.moved(line.sku);
                line.cancelled += line.open();
                line.allocated = 0;
                line.backordered = 0;
            }
        }
        String answer = "accepted " + order + " @" + books.number;
        books.tell("order.cancelled " + order + released + unwanted);
        purchasing.tellShrunk(unwanted);
        books.fill(skus);
        return answer;
    }

    String ship(ShipOrder command) {
        PlainOrder order = books.orders.get(command.orderId());
        if (order == null) {
            return "refused not_found []";
        }
        if (!order.status.equals("OPEN")) {
            return "refused order_not_open []";
        }
        List<LineUnits> parts = command.parts();
        if (!unknown(parts, order).isEmpty()) {
            return "refused validation_failed " + unknown(parts, order);
        }
        if (parts.isEmpty()) {
            parts = new ArrayList<>();
            for (int position = 0; position < order.lines.size(); position++) {
                if (order.lines.get(position).allocated > 0) {
                    parts.add(new LineUnits(position, order.lines.get(position).allocated));
                }
            }
        }
        List<String> tooMuch = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).quantity() > order.lines.get(parts.get(index).line()).allocated) {
                tooMuch.add("/lines/" + index + "/quantity not_allocated");
            }
        }
        if (parts.isEmpty() || !tooMuch.isEmpty()) {
            return "refused not_allocated " + tooMuch;
        }
        order.version = ++books.number;
        for (LineUnits part : parts) {
            PlainOrder.Line line = order.lines.get(part.line());
            line.allocated -= part.quantity();
            line.shipped += part.quantity();
            books.sold(line.sku).onHand -= part.quantity();
            books.moved(line.sku);
        }
        if (order.lines.stream().allMatch(line -> line.open() == 0)) {
            order.status = "COMPLETED";
        }
        books.tell("order.shipped " + command.keyed().key() + " " + order + told(parts, order));
        return "accepted " + order + " @" + books.number;
    }

    String takeBack(ReturnGoods command) {
        PlainOrder order = books.orders.get(command.orderId());
        if (order == null) {
            return "refused not_found []";
        }
        List<LineUnits> units =
                command.parts().stream().map(ReturnGoods.Part::units).toList();
        if (!unknown(units, order).isEmpty()) {
            return "refused validation_failed " + unknown(units, order);
        }
        List<String> tooMuch = new ArrayList<>();
        for (int index = 0; index < units.size(); index++) {
            PlainOrder.Line line = order.lines.get(units.get(index).line());
            if (line.returned + units.get(index).quantity() > line.shipped) {
                tooMuch.add("/lines/" + index + "/quantity not_shipped");
            }
        }
        if (!tooMuch.isEmpty()) {
            return "refused not_shipped " + tooMuch;
        }
        order.version = ++books.number;
        Set<String> restocked = new LinkedHashSet<>();
        StringBuilder told = new StringBuilder();
        for (ReturnGoods.Part part : command.parts()) {
            PlainOrder.Line line = order.lines.get(part.units().line());
            line.returned += part.units().quantity();
            if (part.restocks()) {
                books.sold(line.sku).onHand += part.units().quantity();
                books.moved(line.sku);
                restocked.add(line.sku);
            }
            told.append(" <%d %s %d %s>"
                    .formatted(
                            part.units().line(),
                            line.sku,
                            part.units().quantity(),
                            part.restocks() ? "restocked" : "written off"));
        }
        int place = books.events.size();
        books.tell("order.returned " + command.keyed().key() + " " + order + told);
        return books.fillAndAnswer(order, place, restocked);
    }

    /** Lines that an order does not have. */
    static List<String> unknown(List<LineUnits> parts, PlainOrder order) {
        List<String> unknown = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            if (parts.get(index).line() >= order.lines.size()) {
                unknown.add("/lines/" + index + "/line unknown_line");
            }
        }
        return unknown;
    }

    private static String told(List<LineUnits> parts, PlainOrder order) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part ->
                text.append(" <%d %s %d>".formatted(part.line(), order.lines.get(part.line()).sku, part.quantity())));
        return text.toString();
    }
}
