package dev.millrace.domain.order;

import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.domain.state.Needs;
import java.util.UUID;

/** What every decision about an order that is there already must know. */
final class OrderNeeds {
    private OrderNeeds() {}

    /** @return whether the order, if there is one, and the products of its lines are known */
    static boolean orderAndProducts(MerchantState state, Needs needs, UUID orderId) {
        if (!state.knowsOrder(orderId)) {
            needs.order(orderId);
            return false;
        }
        KnownOrder known = state.order(orderId);
        boolean isKnown = true;
        if (known != null) {
            for (Order.Line line : known.order().lines()) {
                if (!state.knowsSku(line.sku())) {
                    needs.sku(line.sku());
                    isKnown = false;
                }
            }
        }
        return isKnown;
    }
}
