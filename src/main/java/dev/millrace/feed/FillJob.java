package dev.millrace.feed;

import dev.millrace.domain.stock.FillBackorders;
import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.Repeater;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.store.OperationFailure;
import dev.millrace.store.Queries;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the fills that one decision was too small for: units that are free beside lines that wait. Not more than one
 * command for a SKU is under way from here; another node's are harmless, since a fill of nothing changes nothing.
 */
public final class FillJob {
    private static final Logger LOG = LoggerFactory.getLogger(FillJob.class);
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final FillFinder finder;
    private final CommandGate gate;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final Repeater looks;
    /** Touched on the job's own event loop alone. */
    private final Set<FreeBesideWaiting> underWay = new HashSet<>();

    /** @param ids of the commands */
    public FillJob(
            JobSite site,
            Queries queries,
            CommandGate gate,
            Supplier<UUID> ids,
            InstantSource clock,
            FeedConfig config) {
        this.finder = new FillFinder(queries, config.fillSkusMax());
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
        this.looks = new Repeater(site, "fills", config.fillInterval(), config.retryDelayMax(), this::look);
    }

    public void start() {
        looks.start();
    }

    /** Looks no more; commands that are under way end by themselves. */
    public Future<Void> stop() {
        return looks.stop();
    }

    Future<Void> look() {
        return finder.next().onSuccess(this::fill).mapEmpty();
    }

    private void fill(List<FreeBesideWaiting> found) {
        for (FreeBesideWaiting free : found) {
            if (underWay.add(free)) {
                FillBackorders command = new FillBackorders(free.merchantId(), ids.get(), clock.instant(), free.sku());
                gate.submit(command, System.nanoTime() + DEADLINE.toNanos()).onComplete(result -> filled(free, result));
            }
        }
    }

    private void filled(FreeBesideWaiting free, AsyncResult<Result> result) {
        underWay.remove(free);
        if (result.cause() instanceof OperationFailure failure) {
            LOG.warn("a fill of {} was not done: {}", free.sku(), failure.getMessage());
        } else if (result.failed()) {
            LOG.error("a fill of {} failed", free.sku(), result.cause());
        }
    }
}
