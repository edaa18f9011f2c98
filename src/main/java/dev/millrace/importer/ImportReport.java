package dev.millrace.importer;

import dev.millrace.importer.ImportPlan.Kind;
import dev.millrace.importer.ImportPlan.LeftOut;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an import came to. */
public final class ImportReport {
    private final String currency;
    private final int productsMade;
    private final OrderImport orders;
    private final List<LeftOut> leftOut;
    private final ImportSums stored;

    ImportReport(String currency, int productsMade, OrderImport orders, List<LeftOut> leftOut, ImportSums stored) {
        this.currency = currency;
        this.productsMade = productsMade;
        this.orders = orders;
        this.leftOut = List.copyOf(leftOut);
        this.stored = stored;
    }

    /** Whether the database holds what the answers said. */
    public boolean agrees() {
        return orders.sums().equals(stored);
    }

    /** Whether everything was there before. */
    public boolean changedNothing() {
        return productsMade == 0 && orders.replayed() == orders.decided().size();
    }

    /** Every line and order that was left out, and why, one in a line. */
    public List<String> leftOut() {
        return leftOut.stream()
                .map(part -> "%s: %s, %s"
                        .formatted(part.what(), part.kind() == Kind.LINE ? "dropped" : "refused", part.reason()))
                .toList();
    }

    /** The sums, in lines. */
    public List<String> sums() {
        List<String> lines = new ArrayList<>();
        lines.add(row("products made", productsMade));
        lines.add(row("orders accepted", orders.sums().accepted()));
        orders.rejectedByCode().forEach((code, count) -> lines.add(row("orders rejected, " + code, count)));
        byReason(Kind.ORDER).forEach((reason, count) -> lines.add(row("orders refused, " + reason, count)));
        byReason(Kind.LINE).forEach((reason, count) -> lines.add(row("lines dropped, " + reason, count)));
        lines.add(row("units of accepted orders", orders.sums().units()));
        lines.add("%-60s %,18.2f %s"
                .formatted(
                        "value of accepted orders",
                        BigDecimal.valueOf(orders.sums().money(), 2),
                        currency));
        lines.add(row("outcomes that were there already", orders.replayed()));
        lines.add(
                agrees()
                        ? "The database holds the same."
                        : "The database DOES NOT hold the same: it has " + stored + ", the answers said "
                                + orders.sums() + ".");
        if (changedNothing()) {
            lines.add("Everything was there before: nothing was changed.");
        }
        return lines;
    }

    private Map<String, Long> byReason(Kind kind) {
        Map<String, Long> counts = new TreeMap<>();
        leftOut.stream()
                .filter(part -> part.kind() == kind)
                .forEach(part -> counts.merge(part.reason(), 1L, Long::sum));
        return counts;
    }

    private static String row(String what, long count) {
        return "%-60s %,15d".formatted(what, count);
    }
}
