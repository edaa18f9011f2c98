package dev.millrace.purchasing.dispatch;

import dev.millrace.store.DeploymentReads;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether buying is held, by an operator or by a server that found itself on a copy or after a restore. Who only looks for work is
 * content with what was heard a moment ago; before a supplier is spoken to it is asked anew. Belongs to one event loop, but for
 * {@link #isOn}.
 */
final class BuyingHold {
    private static final Logger LOG = LoggerFactory.getLogger(BuyingHold.class);

    private final DeploymentReads deployment;
    private final long momentNanos;
    private final LongSupplier nanoTime;
    private volatile boolean on;
    private boolean isKnown;
    private long heardAtNanos;

    /** @param moment for how long it is believed that buying goes on */
    BuyingHold(DeploymentReads deployment, Duration moment, LongSupplier nanoTime) {
        this.deployment = deployment;
        this.momentNanos = moment.toNanos();
        this.nanoTime = nanoTime;
    }

    /** As it was heard last; from any thread. */
    boolean isOn() {
        return on;
    }

    /** As it was a moment ago, or is now. */
    Future<Boolean> wasOnLately() {
        boolean goesOn = isKnown && !on && nanoTime.getAsLong() - heardAtNanos < momentNanos;
        return goesOn ? Future.succeededFuture(false) : ask();
    }

    /** As it is now. */
    Future<Boolean> ask() {
        return deployment.buyingHeld().map(why -> {
            if (why != null && !on) {
                LOG.warn("nothing is sent to suppliers: {}", why);
            }
            on = why != null;
            isKnown = true;
            heardAtNanos = nanoTime.getAsLong();
            return on;
        });
    }
}
