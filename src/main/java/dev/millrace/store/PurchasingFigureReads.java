package dev.millrace.store;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.wire.EnumNames;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts for the meters what is open: by indexes that hold nothing else, and the queues of waiting lines as a whole. */
public final class PurchasingFigureReads {
    static final String OPEN_ORDERS = """
            SELECT p.status, count(*) AS orders
            FROM purchase_orders p
            WHERE p.status NOT IN ('received', 'rejected', 'cancelled', 'closed_short')
            GROUP BY p.status
            """;

    // What a person tells a supplier waits for that person, and is no trouble of ours.
    static final String OLDEST_UNSENT = """
            SELECT coalesce(max(extract(epoch FROM now() - p.created_at)), 0)::bigint AS seconds
            FROM purchase_orders p
            JOIN supplier_connections c ON c.merchant_id = p.merchant_id AND c.supplier_id = p.supplier_id
            WHERE p.status IN ('queued', 'sending') AND c.kind <> 'manual'
              AND p.status NOT IN ('received', 'rejected', 'cancelled', 'closed_short')
            """;

    static final String WAITING = """
            SELECT count(*) AS lines, coalesce(sum(b.quantity), 0)::bigint AS units FROM backorders b
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("figures of purchasing");

    private final Queries queries;

    public PurchasingFigureReads(Queries queries) {
        this.queries = queries;
    }

    public Future<PurchasingFigures> read() {
        return queries.read(HOLDER, OPEN_ORDERS, Tuple.tuple())
                .compose(orders -> queries.read(HOLDER, OLDEST_UNSENT, Tuple.tuple())
                        .compose(oldest -> queries.read(HOLDER, WAITING, Tuple.tuple())
                                .map(waiting -> {
                                    Map<PurchaseOrder.Status, Long> open = new EnumMap<>(PurchaseOrder.Status.class);
                                    for (Row row : orders) {
                                        open.put(
                                                EnumNames.parse(PurchaseOrder.Status.class, row.getString("status")),
                                                row.getLong("orders"));
                                    }
                                    Row lines = waiting.iterator().next();
                                    long seconds = oldest.iterator().next().getLong("seconds");
                                    return new PurchasingFigures(
                                            open,
                                            Duration.ofSeconds(seconds),
                                            lines.getLong("lines"),
                                            lines.getLong("units"));
                                })));
    }
}
