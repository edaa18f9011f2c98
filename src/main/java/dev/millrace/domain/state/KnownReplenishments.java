package dev.millrace.domain.state;

import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of replenishments: single ones, all of an order, and all that a purchase order buys. */
final class KnownReplenishments {
    private final Map<UUID, Optional<Replenishment>> byId = new HashMap<>();
    private final Map<UUID, Set<UUID>> ofOrder = new HashMap<>();
    private final Map<UUID, Set<UUID>> ofPurchaseOrder = new HashMap<>();

    /** By product. Asked for so rarely that it is forgotten whenever it may have changed. */
    private final Map<Integer, Long> cover = new HashMap<>();

    boolean knows(UUID id) {
        return byId.containsKey(id);
    }

    /** The replenishment, or null if there is none. */
    @Nullable
    Replenishment get(UUID id) {
        return byId.getOrDefault(id, Optional.empty()).orElse(null);
    }

    List<Replenishment> ofOrder(UUID orderId) {
        return all(ofOrder.getOrDefault(orderId, Set.of()));
    }

    boolean knowsOfPurchaseOrder(UUID purchaseOrderId) {
        return ofPurchaseOrder.containsKey(purchaseOrderId);
    }

    List<Replenishment> ofPurchaseOrder(UUID purchaseOrderId) {
        return all(ofPurchaseOrder.getOrDefault(purchaseOrderId, Set.of()));
    }

    boolean knowsCover(int productKey) {
        return cover.containsKey(productKey);
    }

    /** Units that are owed, or that open purchase orders are yet to bring for a shortfall; {@link #knowsCover} must hold. */
    long cover(int productKey) {
        Long units = cover.get(productKey);
        if (units == null) {
            throw new IllegalStateException("what is owed and bought of product " + productKey + " is not known");
        }
        return units;
    }

    /** A purchase order changed. */
    void forgetCover() {
        cover.clear();
    }

    int size() {
        return byId.size();
    }

    /** What was asked for and is not among the rows does not exist; rows that come unasked are not taken for known. */
    void learn(Needs needs, Loaded loaded) {
        needs.orders().forEach(id -> ofOrder.put(id, new LinkedHashSet<>()));
        needs.replenishmentsOf().forEach(id -> ofPurchaseOrder.put(id, new LinkedHashSet<>()));
        needs.replenishments().forEach(id -> byId.putIfAbsent(id, Optional.empty()));
        needs.cover().forEach(product -> cover.put(product, loaded.cover().getOrDefault(product, 0L)));
        for (Replenishment each : loaded.replenishments()) {
            boolean isOfKnown = index(each);
            if (isOfKnown || byId.containsKey(each.id())) {
                byId.put(each.id(), Optional.of(each));
            }
        }
    }

    /** A new one. Where its order is not known it is loaded with it, when a decision asks. */
    void put(Replenishment made) {
        forgetCover();
        boolean isOfKnown = index(made);
        if (isOfKnown || byId.containsKey(made.id())) {
            byId.put(made.id(), Optional.of(made));
        }
    }

    void change(ReplenishmentUpdate update, long eventNumber) {
        forgetCover();
        Replenishment before = get(update.id());
        if (before == null) {
            // From which purchase order it moves to which is not known, so of none of them all are known any more.
            ofPurchaseOrder.clear();
            return;
        }
        Replenishment after = before.after(update, eventNumber);
        byId.put(after.id(), Optional.of(after));
        UUID left = before.purchaseOrderId();
        if (left != null) {
            ofPurchaseOrder.getOrDefault(left, new LinkedHashSet<>()).remove(after.id());
        }
        index(after);
    }

    void clear() {
        byId.clear();
        ofOrder.clear();
        ofPurchaseOrder.clear();
    }

    /** @return whether it belongs to an order or a purchase order whose replenishments are known */
    private boolean index(Replenishment each) {
        Set<UUID> sisters = ofOrder.get(each.orderId());
        if (sisters != null) {
            sisters.add(each.id());
        }
        UUID purchaseOrder = each.purchaseOrderId();
        Set<UUID> bought = purchaseOrder == null ? null : ofPurchaseOrder.get(purchaseOrder);
        if (bought != null) {
            bought.add(each.id());
        }
        return sisters != null || bought != null;
    }

    private List<Replenishment> all(Set<UUID> ids) {
        List<Replenishment> all = new ArrayList<>(ids.size());
        for (UUID id : ids) {
            Replenishment each = get(id);
            if (each != null) {
                all.add(each);
            }
        }
        return all;
    }
}
