package dev.millrace.feed;

import dev.millrace.domain.model.Version;
import dev.millrace.store.StoredOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list of orders comes to. */
public sealed interface OrderListResult {
    /**
     * A page, the newest first by the number of the event that decided the order. The search that chose the orders has
     * read to {@code asOf}; the orders themselves are shown as they stand now.
     *
     * @param next where the next page begins, or null if this is the last
     */
    record Orders(List<StoredOrder> orders, @Nullable Version next, Version asOf) implements OrderListResult {
        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /**
     * A cursor or the number asked for is of another history, or beyond the present one's last event, and means nothing here.
     *
     * @param head the number of the last event there is
     */
    record HistoryGone(String history, long head) implements OrderListResult {}
}
