package dev.millrace.domain.purchasing;

import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Demand;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What it means for our purchases that units of an order are wanted no more: what is owed shrinks, and so does a purchase
 * order that the supplier cannot have heard of. One that was sent stands; its goods go to whoever is next in line.
 */
public final class DemandReduction {
    private final MerchantState state;
    private final Order order;
    private final List<ReplenishmentUpdate> updates = new ArrayList<>();
    private final Map<UUID, PurchaseOrder> purchases = new LinkedHashMap<>();

    /** @param order as it stood before */
    public DemandReduction(MerchantState state, Order order) {
        this.state = state;
        this.order = order;
    }

    /**
     * Adds what must be known of the purchases of a known order, whose products are known.
     *
     * @return whether it is known already
     */
    public static boolean needs(MerchantState state, Needs needs, UUID orderId) {
        boolean isKnown = true;
        for (Replenishment each : state.replenishments(orderId)) {
            UUID purchaseOrder = each.purchaseOrderId();
            if (purchaseOrder != null && !state.knowsPurchaseOrder(purchaseOrder)) {
                needs.purchaseOrder(purchaseOrder);
                isKnown = false;
            }
        }
        return isKnown;
    }

    /** {@code units[line]} of each of the order's lines are wanted no more. */
    public void giveUp(long[] units) {
        state.replenishments(order.id()).stream()
                // Rows come in any order, and a second decision must be the same.
                .sorted(Comparator.comparingInt(Replenishment::line))
                .filter(each -> units[each.line()] > 0)
                .forEach(each -> giveUp(each, units[each.line()]));
    }

    /** What becomes of replenishments. */
    public List<ReplenishmentUpdate> updates() {
        return updates;
    }

    /** Whether nothing is bought for a line any more. */
    public boolean isCancelled(Order.@Nullable Purchase bought) {
        return bought != null
                && updates.stream()
                        .anyMatch(update -> update.id().equals(bought.replenishmentId())
                                && update.status() == Replenishment.Status.CANCELLED);
    }

    /**
     * What becomes of purchase orders.
     *
     * @param number of the event before theirs
     */
    public List<EventData.PurchaseOrderChanged> shrunk(long number) {
        List<EventData.PurchaseOrderChanged> events = new ArrayList<>();
        long next = number;
        for (PurchaseOrder after : purchases.values()) {
            PurchaseOrder before = Objects.requireNonNull(state.purchaseOrder(after.id()));
            PurchaseOrder numbered = after.with(after.lines(), after.status(), ++next);
            events.add(new EventData.PurchaseOrderChanged(
                    after.lines().isEmpty() ? PurchaseOrderStep.CANCELLED : PurchaseOrderStep.SHRUNK,
                    numbered,
                    List.of(),
                    numbered.movements(before)));
        }
        return events;
    }

    private void giveUp(Replenishment each, long units) {
        UUID purchaseOrderId = each.purchaseOrderId();
        if (purchaseOrderId == null) {
            if (each.status() == Replenishment.Status.OWED) {
                updates.add(each.without(units));
            }
            return;
        }
        PurchaseOrder purchase = purchases.getOrDefault(purchaseOrderId, state.purchaseOrder(purchaseOrderId));
        if (purchase != null && purchase.status().isOurs()) {
            ReplenishmentUpdate update = each.without(units);
            updates.add(update);
            purchases.put(purchaseOrderId, shrink(purchase, each, update));
        }
    }

    private PurchaseOrder shrink(PurchaseOrder purchase, Replenishment before, ReplenishmentUpdate after) {
        Product product = Objects.requireNonNull(
                state.product(order.lines().get(before.line()).sku()));
        List<PurchaseOrder.Line> lines = new ArrayList<>();
        for (PurchaseOrder.Line line : purchase.lines()) {
            if (!line.sku().equals(product.sku())) {
                lines.add(line);
                continue;
            }
            Demand demand = line.demand().shrunk(before, after);
            long quantity = product.packaging().roundUp(demand.units());
            if (quantity > 0) {
                lines.add(new PurchaseOrder.Line(line.sku(), demand, quantity, line.received()));
            }
        }
        boolean isGone = after.status() == Replenishment.Status.CANCELLED;
        return purchase.shrunk(lines, isGone ? purchase.gathered() - 1 : purchase.gathered());
    }
}
