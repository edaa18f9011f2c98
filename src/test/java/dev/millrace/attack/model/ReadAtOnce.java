package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever reads a thing as soon as its change was answered must read what the answer showed, and the same version, if
 * nobody else has written in between.
 */
final class ReadAtOnce {
    private static final List<String> FIGURES = List.of("on_hand", "allocated", "available", "backordered");
    /** What a purchase order is shown with besides, when it is read. */
    private static final List<String> ONLY_READ =
            List.of("replenishments", "receipts", "more_replenishments", "more_receipts");

    private final Service service;
    private final int node;

    ReadAtOnce(Service service, int node) {
        this.service = service;
        this.node = node;
    }

    /** What is read otherwise than it was answered, or null. */
    @Nullable
    String compare(Answer answer) {
        if (answer.isReplayed()) {
            return null;
        }
        if (answer.status() == 409) {
            JsonNode order = answer.json().path("order");
            return order.isMissingNode() ? null : compare(path(answer, order), order, null);
        }
        if (answer.status() >= 300) {
            return null;
        }
        JsonNode thing = answer.json();
        if (thing.has("reason") && thing.has("lines") && !thing.has("supplier_id")) {
            return compareStock(thing);
        }
        String path = path(answer, thing);
        return path == null ? null : compare(path, thing, answer.entityTag());
    }

    private @Nullable String compare(@Nullable String path, JsonNode answered, @Nullable String entityTag) {
        Answer read = service.send(node, Call.get(path == null ? "" : path)).join();
        JsonNode shown = read.json();
        if (shown instanceof ObjectNode object && !answered.has("replenishments")) {
            object.remove(ONLY_READ);
        }
        boolean isSame = read.status() == 200
                && shown.equals(answered)
                && (entityTag == null || entityTag.equals(read.entityTag()));
        return isSame
                ? null
                : "GET %s at once reads another thing.%n    answered: %s %s%n    read:     %s %s"
                        .formatted(path, entityTag, answered, read.entityTag(), shown);
    }

    private @Nullable String compareStock(JsonNode adjustment) {
        for (JsonNode line : adjustment.path("lines")) {
            String path = "/v1/stock/" + Call.encoded(line.path("sku").asText());
            JsonNode stock = service.send(node, Call.get(path)).join().json();
            for (String figure : FIGURES) {
                if (!stock.path(figure).equals(line.path(figure))) {
                    return "GET %s at once reads %s, and the adjustment says %s".formatted(path, stock, line);
                }
            }
        }
        return null;
    }

    /** Where a thing is read, or null for what is no thing of its own. */
    private static @Nullable String path(Answer answer, JsonNode thing) {
        String id = thing.path("id").asText();
        if (answer.location() != null && answer.status() == 201) {
            return answer.location();
        } else if (id.startsWith("order_")) {
            return "/v1/orders/" + id;
        } else if (id.startsWith("po_")) {
            return "/v1/purchase-orders/" + id;
        } else if (thing.has("sku") && thing.has("price")) {
            return "/v1/products/" + Call.encoded(thing.path("sku").asText());
        }
        return thing.has("id") && thing.has("name") ? "/v1/suppliers/" + Call.encoded(id) : null;
    }
}
