package dev.millrace.feed;

import dev.millrace.store.Queries;
import dev.millrace.store.StatementOwner;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Set;

/** Looks how far other nodes have brought the search, for the merchants whose lists wait for it. */
final class ProgressPoll {
    static final String POSITIONS_OF = """
            SELECT p.merchant_id, p.number
            FROM projections p
            WHERE p.merchant_id = ANY ($1::integer[]) AND p.name = $2
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the poll for the search's progress");

    private final Queries queries;
    private final Wakeups progress;

    ProgressPoll(Queries queries, Wakeups progress) {
        this.queries = queries;
        this.progress = progress;
    }

    Future<Void> run() {
        Set<Integer> merchants = progress.merchants();
        if (merchants.isEmpty()) {
            return Future.succeededFuture();
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(merchants.toArray(Integer[]::new))
                .addString(OrderProjection.NAME);
        return queries.read(HOLDER, POSITIONS_OF, parameters)
                .onSuccess(rows ->
                        rows.forEach(row -> progress.reached(row.getInteger("merchant_id"), row.getLong("number"))))
                .mapEmpty();
    }
}
