package dev.millrace.domain.purchasing;

import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.domain.model.ReplenishmentUpdate;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is owed anew when a purchase order will not deliver: as much of each product as waits and is neither bought by
 * another one nor owed. So whatever waits is bought or owed, always. Surplus is not counted on, since it shrinks with what
 * it was bought with.
 *
 * <p>Goods fill whoever waits longest, not whom they were bought for, so it is the product's sums that count and not what
 * became of the order lines that led to the purchase.
 */
final class CoverageGap {
    private CoverageGap() {}

    static void needs(MerchantState state, Needs needs, PurchaseOrder order) {
        if (!state.knowsReplenishmentsOf(order.id())) {
            needs.replenishmentsOf(order.id());
        }
        for (PurchaseOrder.Line line : order.lines()) {
            if (!state.knowsSku(line.sku())) {
                needs.sku(line.sku());
                continue;
            }
            int product = product(state, line).key();
            if (!state.knowsCover(product)) {
                needs.cover(product);
            }
        }
    }

    /** What becomes of the replenishments that a purchase order had bought, if it delivers no more. */
    static List<ReplenishmentUpdate> owedAnew(MerchantState state, PurchaseOrder order) {
        List<ReplenishmentUpdate> updates = new ArrayList<>();
        for (PurchaseOrder.Line line : order.lines()) {
            Product product = product(state, line);
            StockLevel stock = state.stock(product.key());
            long stillCovered = state.cover(product.key()) - line.covers();
            long uncovered = stock.backordered() - stock.free() - stillCovered;
            if (uncovered > 0) {
                spread(uncovered, boughtBy(state, order, product), updates);
            }
        }
        return updates;
    }

    /** The newest first: the oldest were filled first. */
    private static void spread(long uncovered, List<Replenishment> bought, List<ReplenishmentUpdate> updates) {
        long left = uncovered;
        for (int index = 0; index < bought.size() && left > 0; index++) {
            Replenishment each = bought.get(index);
            boolean isLast = index == bought.size() - 1;
            long units = isLast ? left : Math.min(left, each.shortfall());
            updates.add(each.owedAnew(units));
            left -= units;
        }
    }

    private static List<Replenishment> boughtBy(MerchantState state, PurchaseOrder order, Product product) {
        return state.replenishmentsOf(order.id()).stream()
                .filter(each -> each.productKey() == product.key()
                        && each.status() == Replenishment.Status.BOUGHT
                        && Optional.of(order.id()).equals(Optional.ofNullable(each.purchaseOrderId())))
                .sorted(Comparator.comparing(Replenishment::id).reversed())
                .toList();
    }

    private static Product product(MerchantState state, PurchaseOrder.Line line) {
        return Objects.requireNonNull(state.product(line.sku()), "what is bought exists");
    }
}
