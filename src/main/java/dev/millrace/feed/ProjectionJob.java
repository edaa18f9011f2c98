package dev.millrace.feed;

import dev.millrace.config.Backoff;
import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.OneByOne;
import dev.millrace.jobs.Repeater;
import dev.millrace.jobs.Run;
import dev.millrace.store.Queries;
import dev.millrace.store.StatementOwner;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private static final StatementOwner HOLDER = new StatementOwner.Job("the poll for the projection");

    private final Queries queries;
    private final Wakeups progress;
    private final ProjectionListener listener;
    private final Backoff backoff;
    private final Repeater rounds;
    private final Repeater polls;
    private final Set<Integer> dirty = ConcurrentHashMap.newKeySet();
    /** Touched on one event loop alone. */
    private final Map<Integer, Failing> failing = new HashMap<>();

    private record Failing(int attempts, long notBeforeNanos) {}

    ProjectionJob(JobSite site, Queries queries, Wakeups progress, FeedConfig config, ProjectionListener listener) {
        this.projection = new OrderProjection(queries, config);
        this.queries = queries;
        this.progress = progress;
        this.listener = listener;
        this.backoff = new Backoff(FIRST_RETRY, config.retryDelayMax());
        this.rounds = new Repeater(
                site, "order_search", config.projectionPause(), config.retryDelayMax(), (Run run) -> round(run));
        this.polls = new Repeater(site, "order_search_poll", config.pollInterval(), config.retryDelayMax(), this::poll);
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
        return queries.read(HOLDER, MERCHANTS_BEHIND, Tuple.of(OrderProjection.NAME))
                .map(rows -> {
                    long behind = 0;
                    for (var row : rows) {
                        dirty.add(row.getInteger("merchant_id"));
                        behind += row.getLong("lag");
                    }
                    listener.behind(behind, rows.size());
                    return null;
                });
    }

    private Future<Void> round(Run run) {
        List<Integer> merchants = new ArrayList<>(dirty);
        merchants.forEach(dirty::remove);
        // Whoever fails comes back with a later poll, and so does whoever a round that was given up leaves.
        merchants.removeIf(this::isTooSoon);
        return OneByOne.each(
                run, merchants, merchantId -> projection.step(merchantId).transform(step -> after(merchantId, step)));
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
        Duration delay = backoff.delay(attempts);
        failing.put(merchantId, new Failing(attempts, System.nanoTime() + delay.toNanos()));
        LOG.error("the search of merchant {} does not advance, attempt {}", merchantId, attempts, failure);
        listener.failed(merchantId, failure);
    }
}
