package dev.millrace.feed;

import dev.millrace.store.Queries;
import dev.millrace.store.StatementOwner;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Set;

/** Looks for what other nodes committed for the merchants that somebody waits for: one query for all of them. */
final class HeadPoll {
    static final String HEADS_OF = """
            SELECT h.merchant_id, h.number
            FROM heads h
            WHERE h.merchant_id = ANY ($1::integer[])
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the poll for events");

    private final Queries queries;
    private final Wakeups wakeups;

    HeadPoll(Queries queries, Wakeups wakeups) {
        this.queries = queries;
        this.wakeups = wakeups;
    }

    Future<Void> run() {
        Set<Integer> merchants = wakeups.merchants();
        if (merchants.isEmpty()) {
            return Future.succeededFuture();
        }
        return queries.read(HOLDER, HEADS_OF, Tuple.tuple().addArrayOfInteger(merchants.toArray(Integer[]::new)))
                .onSuccess(rows ->
                        rows.forEach(row -> wakeups.reached(row.getInteger("merchant_id"), row.getLong("number"))))
                .mapEmpty();
    }
}
