package dev.millrace.app.node;

import dev.millrace.access.AccessConfig;
import dev.millrace.access.RevokedKeys;
import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.Repeater;
import dev.millrace.store.Database;
import dev.millrace.store.RevokedKeyReads;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Looks again and again for API keys that were revoked, whoever did it: another node, or a command in a process of its
 * own. A look costs the database next to nothing. While looks fail, a revocation acts when the memory of its key ends,
 * {@link AccessConfig#cacheTtl}, as if nobody looked.
 */
final class RevokedKeyPoll {
    /** How much longer ago than what anybody remembers; a revocation shows when it commits and counts from before. */
    private static final Duration COMMITTED_WITHIN = Duration.ofMinutes(1);

    final RevokedKeys revoked = new RevokedKeys();
    private final RevokedKeyReads reads;
    private final Duration lookBack;
    private final Repeater looks;

    RevokedKeyPoll(JobSite site, Database database, AccessConfig config) {
        reads = new RevokedKeyReads(database.background());
        lookBack = config.cacheTtl().plus(COMMITTED_WITHIN);
        Duration delayMax = longer(config.cacheTtl(), config.revocationsInterval());
        looks = new Repeater(site, "revoked_keys", config.revocationsInterval(), delayMax, this::look);
    }

    void start() {
        looks.start();
    }

    Future<Void> stop() {
        return looks.stop();
    }

    private Future<Void> look() {
        return reads.within(lookBack).onSuccess(revoked::heard).mapEmpty();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
