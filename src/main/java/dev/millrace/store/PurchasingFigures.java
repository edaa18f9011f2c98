package dev.millrace.store;

import dev.millrace.domain.model.PurchaseOrder;
import java.time.Duration;
import java.util.Map;

/**
 * How buying stands, over all merchants.
 *
 * @param openOrders purchase orders that are not over, by status
 * @param oldestUnsent age of the oldest that is to be sent by us and was not; zero if there is none
 * @param waitingLines order lines that wait for units
 * @param waitingUnits units that they wait for
 */
public record PurchasingFigures(
        Map<PurchaseOrder.Status, Long> openOrders, Duration oldestUnsent, long waitingLines, long waitingUnits) {
    public PurchasingFigures {
        openOrders = Map.copyOf(openOrders);
    }
}
