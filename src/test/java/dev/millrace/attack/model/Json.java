package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import java.util.Locale;

/** The documents that clients send. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode money(Money money) {
        return object().put("amount", money.amount()).put("currency", money.currency());
    }

    /** All that can be said of a product. */
    static ObjectNode product(ProductDraft draft) {
        ObjectNode json = object();
        json.put("sku", draft.sku());
        json.put("name", draft.name());
        json.set("price", money(draft.price()));
        json.put("policy", draft.policy().name().toLowerCase(Locale.ROOT));
        json.put("supplier_id", draft.supplierId());
        json.put("surplus_bps", draft.surplusBps());
        json.put("rounding", draft.rounding().name().toLowerCase(Locale.ROOT));
        json.put("backorder_max", draft.backorderMax());
        json.put("active", draft.active());
        return json;
    }

    /** The same, without what goes without saying. */
    static ObjectNode sparseProduct(ProductDraft draft) {
        ObjectNode json = product(draft);
        removeIf(draft.name().equals(draft.sku()), json, "name");
        removeIf(draft.policy() == StockPolicy.REJECT, json, "policy");
        removeIf(draft.supplierId() == null, json, "supplier_id");
        removeIf(draft.surplusBps() == 2_000, json, "surplus_bps");
        removeIf(draft.rounding() == Rounding.PER_LINE, json, "rounding");
        removeIf(draft.backorderMax() == 100_000, json, "backorder_max");
        removeIf(draft.active(), json, "active");
        return json;
    }

    private static void removeIf(boolean goesWithoutSaying, ObjectNode json, String field) {
        if (goesWithoutSaying) {
            json.remove(field);
        }
    }
}
