package dev.millrace.domain;

import dev.millrace.domain.model.Limits;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.domain.stock.FillBackorders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the {@link PlainMerchant} counts on its shelves. */
final class PlainStock {
    private final PlainBooks books;

    PlainStock(PlainBooks books) {
        this.books = books;
    }

    String adjust(AdjustStock command) {
        List<String> faults = new ArrayList<>();
        List<String> tooMuch = new ArrayList<>();
        Map<String, Long> deltas = new LinkedHashMap<>();
        for (int position = 0; position < command.corrections().size(); position++) {
            AdjustStock.Correction correction = command.corrections().get(position);
            String sku = correction.sku();
            if (!books.products.containsKey(sku)) {
                faults.add("/lines/" + position + "/sku unknown_sku");
                continue;
            }
            long delta = switch (correction) {
                case AdjustStock.Correction.Delta(var _, long units) -> units;
                case AdjustStock.Correction.Set(var _, long onHand) -> onHand - books.sold(sku).onHand;
            };
            if (books.sold(sku).onHand + delta > Limits.ON_HAND_MAX) {
                faults.add("/lines/" + position + " overflow");
            }
            deltas.put(sku, delta);
            if (books.sold(sku).onHand + delta < books.allocated(sku)) {
                tooMuch.add(sku + " " + delta + " " + (books.sold(sku).onHand - books.allocated(sku)));
            }
        }
        if (!faults.isEmpty()) {
            return "refused validation_failed " + faults;
        }
        long decided = ++books.number;
        String why = command.reason() + " ";
        if (!tooMuch.isEmpty()) {
            books.tell("stock.adjustment_rejected " + command.keyed().key() + " " + why + tooMuch + after(deltas));
            return "rejected insufficient_stock " + tooMuch + " " + why + after(deltas) + " @" + decided;
        }
        deltas.forEach((sku, delta) -> {
            books.sold(sku).onHand += delta;
            books.sold(sku).stockVersion = decided;
        });
        int place = books.events.size();
        books.fill(deltas.keySet());
        books.events.add(place, decided + " stock.adjusted " + command.keyed().key() + " " + why + after(deltas));
        return "accepted " + why + after(deltas) + " @" + decided;
    }

    private String after(Map<String, Long> deltas) {
        StringBuilder text = new StringBuilder();
        deltas.forEach((sku, delta) -> text.append(" [%s %d: %d %d %d %d]"
                .formatted(
                        sku,
                        delta,
                        books.sold(sku).onHand,
                        books.allocated(sku),
                        books.backordered(sku),
                        books.available(sku))));
        return text.toString();
    }

    String fill(FillBackorders command) {
        int lines = books.products.containsKey(command.sku()) ? books.fill(Set.of(command.sku())) : 0;
        return (lines == 0 ? "unchanged " : "accepted ") + lines + " @" + books.number;
    }
}
