package dev.millrace.feed;

import dev.millrace.store.Queries;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the search of orders up to date: merchants one after another, soon after a commit of this node, and at each poll
 * for what others wrote. A merchant whose step fails is left alone for longer and longer; the others go on.
 */
final class ProjectionJob {
    static final String MERCHANTS_BEHIND = """
            SELECT h.merchant_id, h.number - coalesce(p.number, 0) AS lag
            FROM heads h
            LEFT JOIN projections p ON p.merchant_id = h.merchant_id AND p.name = $1
            WHERE h.number > coalesce(p.number, 0)
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionJob.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private final OrderProjection projection;
    private final Queries queries;
    private final Wakeups progress;
    private final ProjectionListener listener;
    private final Duration retryDelayMax;
    private final Repeater rounds;
    private final Repeater polls;
    private final Set<Integer> dirty = ConcurrentHashMap.newKeySet();
    /** Touched by rounds alone, which never run at the same time. */
    private final Map<Integer, Failing> failing = new HashMap<>();

    private record Failing(int attempts, long notBeforeNanos) {}

    ProjectionJob(Vertx vertx, Queries queries, Wakeups progress, FeedConfig config, ProjectionListener listener) {
        this.projection = new OrderProjection(queries, config);
        this.queries = queries;
        this.progress = progress;
        this.listener = listener;
        this.retryDelayMax = config.retryDelayMax();
        this.rounds = new Repeater(
                vertx, "the projection of orders", config.projectionPause(), config.retryDelayMax(), this::round);
        this.polls = new Repeater(
                vertx, "the poll for the projection", config.pollInterval(), config.retryDelayMax(), this::poll);
    }

    void start() {
        rounds.start();
        polls.start();
    }

    Future<Void> stop() {
        return Future.join(rounds.stop(), polls.stop()).mapEmpty();
    }

    /** A merchant's journal grew. Any thread may tell. */
    void committed(int merchantId) {
        dirty.add(merchantId);
    }

    private Future<Void> poll() {
        return queries.read(MERCHANTS_BEHIND, Tuple.of(OrderProjection.NAME)).map(rows -> {
            long behind = 0;
            for (var row : rows) {
                dirty.add(row.getInteger("merchant_id"));
                behind += row.getLong("lag");
            }
            listener.behind(behind, rows.size());
            return null;
        });
    }

    private Future<Void> round() {
        Deque<Integer> merchants = new ArrayDeque<>(dirty);
        merchants.forEach(dirty::remove);
        // Whoever fails comes back with a later poll.
        merchants.removeIf(this::isTooSoon);
        return next(merchants);
    }

    private Future<Void> next(Deque<Integer> merchants) {
        Integer merchantId = merchants.poll();
        if (merchantId == null) {
            return Future.succeededFuture();
        }
        return projection
                .step(merchantId)
                .transform(step -> after(merchantId, step))
                .compose(_ -> next(merchants));
    }

    private Future<Void> after(int merchantId, AsyncResult<OrderProjection.Step> result) {
        if (result.failed()) {
            failed(merchantId, result.cause());
            return Future.succeededFuture();
        }
        failing.remove(merchantId);
        switch (result.result()) {
            case OrderProjection.Step.Advanced(long number, var filled) -> {
                filled.forEach(listener::filled);
                progress.reached(merchantId, number);
                dirty.add(merchantId);
            }
            case OrderProjection.Step.UpToDate(long number) -> progress.reached(merchantId, number);
            case OrderProjection.Step.Busy() -> {}
        }
        return Future.succeededFuture();
    }

    private boolean isTooSoon(Integer merchantId) {
        Failing known = failing.get(merchantId);
        return known != null && System.nanoTime() - known.notBeforeNanos() < 0;
    }

    private void failed(int merchantId, Throwable failure) {
        Failing known = failing.get(merchantId);
        int attempts = known == null ? 1 : known.attempts() + 1;
        Duration delay = Backoff.delay(FIRST_RETRY, retryDelayMax, attempts - 1);
        failing.put(merchantId, new Failing(attempts, System.nanoTime() + delay.toNanos()));
        LOG.error("the search of merchant {} does not advance, attempt {}", merchantId, attempts, failure);
        listener.failed(merchantId, failure);
    }
}
