package dev.millrace.attack.model;

import java.util.List;
import java.util.UUID;

/** Purchase orders as scripts name them: by their place among a merchant's, the oldest first. */
final class Bought {
    private static final UUID NONE = new UUID(9, 9);

    private Bought() {}

    /** The model's id of it, counted around; that of none where there are none, or for a negative place. */
    static UUID id(Model now, int place) {
        List<UUID> all = now.merchant().purchaseIds();
        return all.isEmpty() || place < 0 ? NONE : all.get(place % all.size());
    }

    /** The SKU of its line of that place, counted around in the order of their names, or one that nobody buys. */
    static String sku(Model now, UUID id, int line) {
        List<String> skus = now.merchant().skusOfPurchase(id).stream().sorted().toList();
        return skus.isEmpty() || line < 0 ? "NO-SUCH" : skus.get(line % skus.size());
    }
}
