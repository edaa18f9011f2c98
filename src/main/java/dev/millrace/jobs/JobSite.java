package dev.millrace.jobs;

import dev.millrace.config.Expect;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Where jobs run, and who hears how they fare.
 *
 * @param stuckAfter a run that gives no sign of life for so long is given up; longer than any single step may take
 */
public record JobSite(Vertx vertx, Duration stuckAfter, JobListener listener) {
    /** Longer than a statement, a transaction or a command of a job can take, each of which has a limit of seconds. */
    public static final Duration STUCK_AFTER_DEFAULT = Duration.ofSeconds(60);

    public JobSite {
        Expect.positive("stuck_after", stuckAfter);
    }

    /** A site on which nobody listens, with the default limit. */
    public static JobSite of(Vertx vertx) {
        return new JobSite(vertx, STUCK_AFTER_DEFAULT, JobListener.NONE);
    }
}
