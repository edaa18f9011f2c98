package dev.millrace.importer;

import dev.millrace.domain.model.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a file can be sent, and what cannot and why.
 *
 * @param orders to be sent
 * @param products what they name, at the first price that the file has for each
 * @param refused every line and order left out
 */
record ImportPlan(List<PlannedOrder> orders, Map<String, FileLine> products, List<LeftOut> refused) {
    /**
     * An order as it is sent.
     *
     * @param lines 1 to 100
     */
    record PlannedOrder(String number, List<FileLine> lines) {
        PlannedOrder {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Something that is not sent, or was refused.
     *
     * @param what a line or an order, in words
     * @param reason in words, the same for all of a kind
     */
    record LeftOut(Kind kind, String what, String reason) {}

    /** What is left out. */
    enum Kind {
        LINE,
        ORDER
    }

    static ImportPlan of(OrderFile file) {
        ImportPlan plan = new ImportPlan(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        file.orders().forEach(plan::add);
        return plan;
    }

    private void add(String number, List<FileLine> lines) {
        List<FileLine> kept = lines.stream().filter(this::isKept).toList();
        String reason = refusal(number, kept);
        if (reason != null) {
            refused.add(new LeftOut(Kind.ORDER, "order " + number, reason));
            return;
        }
        orders.add(new PlannedOrder(number, kept));
        kept.forEach(line -> products.putIfAbsent(line.sku(), line));
    }

    private boolean isKept(FileLine line) {
        String reason = line.quantity() <= 0
                ? "its quantity is 0 or less"
                : line.amount().unitPrice() < 0 ? "its price is below 0" : null;
        if (reason != null) {
            String what = "line %d (order %s, %d of SKU %s)"
                    .formatted(line.position(), line.order(), line.quantity(), line.sku());
            refused.add(new LeftOut(Kind.LINE, what, reason));
        }
        return reason == null;
    }

    private static @Nullable String refusal(String number, List<FileLine> lines) {
        if (lines.isEmpty()) {
            return "no line is left";
        }
        if (lines.size() > Limits.ORDER_LINES_MAX) {
            return "it has more than " + Limits.ORDER_LINES_MAX + " lines";
        }
        if (lines.stream().anyMatch(line -> line.quantity() > Limits.QUANTITY_MAX)) {
            return "a quantity is above " + Limits.QUANTITY_MAX;
        }
        if (lines.stream().anyMatch(line -> !isSku(line.sku()))) {
            return "a SKU does not have 1 to " + Limits.SKU_CHARACTERS_MAX + " characters";
        }
        boolean visible = number.chars().allMatch(character -> character > ' ' && character < 0x7f);
        return visible && !number.isEmpty() && number.length() <= Limits.KEY_CHARACTERS_MAX
                ? null
                : "its number cannot be an idempotency key";
    }

    private static boolean isSku(String sku) {
        int characters = sku.codePointCount(0, sku.length());
        return characters >= 1 && characters <= Limits.SKU_CHARACTERS_MAX;
    }
}
