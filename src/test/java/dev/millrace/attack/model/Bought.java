package dev.millrace.attack.model;

import java.util.List;
import java.util.UUID;

/** Purchase orders as scripts name them: by their place among a merchant's, the oldest first. */
final class Bought {
    private static final UUID NONE = new UUID(9, 9);

    private Bought() {}

    /** The model's id of it; that of none where there are not so many. */
    static UUID id(Model now, int place) {
        List<UUID> all = now.merchant().purchaseIds();
        return place < all.size() ? all.get(place) : NONE;
    }
}
