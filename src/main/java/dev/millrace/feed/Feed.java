package dev.millrace.feed;

import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.Repeater;
import dev.millrace.lane.LaneListener;
import dev.millrace.store.Database;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Everything in a process that follows the journal: who waits for events, and the search of orders. It learns of this
 * node's commits as a {@link LaneListener} and looks for the others' by itself. One per process.
 */
public final class Feed implements LaneListener {
    /** A list waits for half a second; another node's progress must be seen well within. */
    private static final Duration PROGRESS_POLL_INTERVAL = Duration.ofMillis(50);

    private final Wakeups heads;
    private final Wakeups progress;
    private final Repeater headPolls;
    private final Repeater progressPolls;
    private final ProjectionJob projection;
    private final EventReader events;
    private final OrderList orders;

    public Feed(JobSite site, Database database, FeedConfig config, ProjectionListener listener) {
        this.heads = new Wakeups(config.waitersMax(), config.merchantWaitersMax());
        this.progress = new Wakeups(config.waitersMax(), config.merchantWaitersMax());
        this.headPolls = new Repeater(
                site,
                "events_poll",
                config.pollInterval(),
                config.retryDelayMax(),
                new HeadPoll(database.background(), heads)::run);
        this.progressPolls = new Repeater(
                site,
                "order_search_progress_poll",
                PROGRESS_POLL_INTERVAL,
                config.retryDelayMax(),
                new ProgressPoll(database.background(), progress)::run);
        this.projection = new ProjectionJob(site, database.background(), progress, config, listener);
        this.events = new EventReader(site.vertx(), database.lists(), heads, config);
        this.orders = new OrderList(site.vertx(), database.lists(), progress, config);
    }

    public EventReader events() {
        return events;
    }

    public OrderList orders() {
        return orders;
    }

    /** Requests that wait for news of events. */
    public int waiting() {
        return heads.waiting();
    }

    public void start() {
        headPolls.start();
        progressPolls.start();
        projection.start();
    }

    /** From any thread; returns at once. */
    @Override
    public void committed(int merchantId, long number) {
        heads.reached(merchantId, number);
        projection.committed(merchantId);
    }

    /** Answers all who wait for events, now and from now on: the first step of a shutdown. */
    public void release() {
        heads.close();
        progress.close();
    }

    /** Ends the jobs; completes when what they were at is done. */
    public Future<Void> stop() {
        release();
        return Future.join(headPolls.stop(), progressPolls.stop(), projection.stop())
                .mapEmpty();
    }
}
