package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.wire.TypeId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The service's JSON, told in the words of the plainest merchant. */
final class Heard {
    private final Known known;

    Heard(Known known) {
        this.known = known;
    }

    /** An answer that shows a thing, or a problem. */
    String thing(Answer answer, Function<JsonNode, String> told) {
        if (answer.status() >= 300) {
            return problem(answer);
        }
        return answer.status() + " " + told.apply(answer.json()) + odd(answer, "application/json");
    }

    /** The same, with the number in the ETag where there is a thing. */
    String versioned(Answer answer, Function<JsonNode, String> told) {
        return thing(answer, told) + (answer.status() < 300 ? version(answer) : "");
    }

    /** Whether it is said again, and if so, byte for byte. */
    static String again(Answer answer, List<Answer> first) {
        if (answer.replayed() == null) {
            return "";
        }
        return answer.isReplayed() && first.contains(answer.asTheFirst()) ? " replayed" : " replayed unlike " + first;
    }

    String problem(Answer answer) {
        return answer.status() + " " + problem(answer.json()) + odd(answer, "application/problem+json");
    }

    /** Code and faults. */
    String problem(JsonNode problem) {
        String faults = each(
                problem.path("errors"),
                fault -> fault.path("pointer").asText() + " "
                        + fault.path("code").asText(),
                ", ");
        return problem.path("code").asText() + " [" + faults + "]";
    }

    /**
     * A recorded rejection.
     *
     * @param name of the member that shows what was decided
     */
    String rejection(
            Answer answer, String name, Function<JsonNode, String> shortages, Function<JsonNode, String> told) {
        JsonNode problem = answer.json();
        JsonNode thing = problem.path(name);
        if (thing.isMissingNode()) {
            return problem(answer);
        }
        String code = problem.path("code").asText();
        JsonNode rejection = thing.path("rejection");
        boolean agrees = rejection.path("code").asText().equals(code)
                && problem.path("retry").asText().equals("new_key");
        return answer.status() + " " + code + (agrees ? " [" : " (or not) [")
                + each(rejection.path("lines"), shortages, ", ") + "] " + told.apply(thing)
                + odd(answer, "application/problem+json");
    }

    String order(JsonNode order) {
        return known.modelId(text(order, "id")) + " "
                + text(order, "status").toUpperCase(Locale.ROOT)
                + " for " + text(order, "customer_ref") + " #" + text(order, "journal_number") + " "
                + money(order.path("total"))
                + each(order.path("lines"), this::orderLine, "");
    }

    private String orderLine(JsonNode line) {
        JsonNode bought = line.path("replenishment");
        return " [%s %s: %s %s %s %s%s at %s%s%s]"
                .formatted(
                        text(line, "sku"),
                        text(line, "quantity"),
                        text(line, "allocated"),
                        text(line, "backordered"),
                        text(line, "shipped"),
                        text(line, "cancelled"),
                        line.has("returned") ? " back " + text(line, "returned") : "",
                        money(line.path("unit_price")),
                        line.has("journal_number") ? " since " + text(line, "journal_number") : "",
                        bought.isMissingNode()
                                ? ""
                                : " buys %s %s %s %s"
                                        .formatted(
                                                text(bought, "supplier_id"),
                                                text(bought, "shortfall"),
                                                text(bought, "surplus_bps"),
                                                text(bought, "quantity")));
    }

    /** What became of replenishments. */
    String updates(JsonNode updates) {
        return each(
                updates,
                update -> " {%s %s %s %s %s}"
                        .formatted(
                                TypeId.REPLENISHMENT.parse(text(update, "id")),
                                text(update, "shortfall"),
                                text(update, "quantity"),
                                text(update, "status").toUpperCase(Locale.ROOT),
                                update.has("purchase_order_id")
                                        ? known.modelId(text(update, "purchase_order_id"))
                                        : "null"),
                "");
    }

    String purchase(JsonNode order) {
        return "%s of %s %s (%s, %s attempts, %s, %s, %s, %s) %s {%s}"
                .formatted(
                        known.modelId(text(order, "id")),
                        text(order, "supplier_id"),
                        text(order, "status").toUpperCase(Locale.ROOT),
                        text(order, "gathered"),
                        text(order, "attempts"),
                        text(order, "hold"),
                        text(order, "reason"),
                        text(order, "reference"),
                        text(order, "expected_at"),
                        steps(order),
                        each(order.path("lines"), Heard::purchaseLine, ", "));
    }

    private static Set<String> steps(JsonNode order) {
        Set<String> steps = new TreeSet<>();
        order.path("steps").forEach(step -> steps.add(step.asText()));
        return steps;
    }

    private static String purchaseLine(JsonNode line) {
        return text(line, "sku") + "=" + text(line.path("demand"), "shortfall") + " " + text(line, "quantity") + " "
                + text(line, "received");
    }

    String receipt(JsonNode receipt) {
        return known.modelId(text(receipt, "id")) + " for " + known.modelId(text(receipt, "purchase_order_id")) + " by "
                + text(receipt, "delivery_note")
                + each(
                        receipt.path("lines"),
                        line -> " [%s %s %s]"
                                .formatted(text(line, "sku"), text(line, "quantity"), text(line, "filled")),
                        "");
    }

    static String orderShortage(JsonNode line) {
        return text(line, "sku") + " " + text(line, "ordered") + " " + text(line, "available");
    }

    static String adjustment(JsonNode adjustment) {
        return text(adjustment, "reason") + " " + each(adjustment.path("lines"), Heard::adjustmentLine, "");
    }

    /** With what it would have taken too much of. */
    static String rejectedAdjustment(JsonNode adjustment) {
        JsonNode shortages = adjustment.path("rejection").path("lines");
        return text(adjustment, "reason") + " [" + each(shortages, Heard::adjustmentShortage, ", ") + "]"
                + each(adjustment.path("lines"), Heard::adjustmentLine, "");
    }

    private static String adjustmentLine(JsonNode line) {
        return " [%s %s: %s %s %s %s]"
                .formatted(
                        text(line, "sku"),
                        text(line, "delta"),
                        text(line, "on_hand"),
                        text(line, "allocated"),
                        text(line, "backordered"),
                        text(line, "available"));
    }

    static String adjustmentShortage(JsonNode line) {
        return text(line, "sku") + " " + text(line, "delta") + " " + text(line, "free");
    }

    static String product(JsonNode product) {
        String supplier = product.path("supplier_id").isNull() ? null : text(product, "supplier_id");
        JsonNode price = product.path("price");
        return new ProductDraft(
                        text(product, "sku"),
                        text(product, "name"),
                        new Money(price.path("amount").asLong(-1), text(price, "currency")),
                        StockPolicy.valueOf(text(product, "policy").toUpperCase(Locale.ROOT)),
                        supplier,
                        product.path("surplus_bps").asInt(-1),
                        Rounding.valueOf(text(product, "rounding").toUpperCase(Locale.ROOT)),
                        new Packaging(
                                product.path("pack_size").asLong(-1),
                                product.path("minimum_quantity").asLong(-1)),
                        product.path("backorder_max").asLong(-1),
                        product.path("active").asBoolean())
                .toString();
    }

    /** A supplier goes by its name, unless it is not the one that was meant. */
    static String supplier(JsonNode supplier, String id) {
        String is = text(supplier, "id");
        return (is.equals(id) ? "" : is + " ") + text(supplier, "name");
    }

    static String stock(JsonNode stock) {
        return text(stock, "sku") + " " + text(stock, "on_hand") + " " + text(stock, "allocated") + " "
                + text(stock, "backordered") + " " + text(stock, "available") + " " + text(stock, "incoming");
    }

    /** The number in the ETag. */
    String version(Answer answer) {
        return known.version(answer.entityTag());
    }

    /** The place that a new thing got, if it is not where it should be. */
    static String place(Answer answer, String expected) {
        String wanted = answer.status() == 201 ? expected : null;
        return Objects.equals(answer.location(), wanted) ? "" : " at " + answer.location();
    }

    private static String odd(Answer answer, String contentType) {
        return contentType.equals(answer.contentType()) ? "" : " as " + answer.contentType();
    }

    private static String money(JsonNode money) {
        return text(money, "amount") + " " + text(money, "currency");
    }

    /** The value, or words that no model says. */
    static String text(JsonNode json, String field) {
        @Nullable JsonNode value = json.get(field);
        return value == null ? "(no " + field + ")" : value.asText();
    }

    static String each(JsonNode array, Function<JsonNode, String> told, String between) {
        return StreamSupport.stream(array.spliterator(), false).map(told).collect(Collectors.joining(between));
    }
}
