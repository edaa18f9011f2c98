package dev.millrace.feed;

import dev.millrace.config.Expect;
import dev.millrace.config.Heap;
import dev.millrace.jobs.JobSite;
import java.time.Duration;

/**
 * What follows the journal, and its limits.
 *
 * @param pollInterval how often we look for what other nodes wrote
 * @param eventsBytesMax size of a page of events, about: what one batch wrote is never split for it
 * @param waitersMax requests that may wait for news
 * @param merchantWaitersMax requests of one merchant that may wait for news
 * @param listWait how long a list of orders waits for the search to catch up, before it answers with what there is
 * @param projectionBytesMax size of the events that the search takes in one transaction, about
 * @param projectionPause between two of its transactions, so that they gather
 * @param retryDelayMax between two attempts of a job that fails; the first follow faster
 * @param fillInterval how often we look for free units beside waiting lines
 * @param fillSkusMax SKUs that one such look covers; the next goes on where it ended
 * @param jobStuckAfter a run of any repeated job that gives no sign of life for so long is given up and started again
 */
public record FeedConfig(
        Duration pollInterval,
        int eventsBytesMax,
        int waitersMax,
        int merchantWaitersMax,
        Duration listWait,
        int projectionBytesMax,
        Duration projectionPause,
        Duration retryDelayMax,
        Duration fillInterval,
        int fillSkusMax,
        Duration jobStuckAfter) {
    private static final int MEBIBYTE = 1_024 * 1_024;

    public FeedConfig {
        Expect.positive("poll_interval", pollInterval);
        Expect.positive("events_bytes_max", eventsBytesMax);
        Expect.positive("waiters_max", waitersMax);
        Expect.between("merchant_waiters_max", merchantWaitersMax, 1, waitersMax);
        Expect.notNegative("list_wait", listWait);
        Expect.positive("projection_bytes_max", projectionBytesMax);
        Expect.positive("projection_pause", projectionPause);
        Expect.positive("retry_delay_max", retryDelayMax);
        Expect.positive("fill_interval", fillInterval);
        Expect.positive("fill_skus_max", fillSkusMax);
        Expect.positive("job_stuck_after", jobStuckAfter);
    }

    public static FeedConfig defaults() {
        return defaults(Heap.ofThisJvm());
    }

    /** @param heap how large it may grow bounds how much is read at once */
    public static FeedConfig defaults(Heap heap) {
        int readBytesMax = heap.part(256, MEBIBYTE / 4, 4 * MEBIBYTE);
        return new FeedConfig(
                Duration.ofSeconds(1),
                readBytesMax,
                10_000,
                1_000,
                Duration.ofMillis(500),
                readBytesMax,
                Duration.ofMillis(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                1_000,
                JobSite.STUCK_AFTER_DEFAULT);
    }
}
