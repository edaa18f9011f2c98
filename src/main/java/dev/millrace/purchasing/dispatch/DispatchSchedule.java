package dev.millrace.purchasing.dispatch;

import dev.millrace.purchasing.Backoff;
import dev.millrace.purchasing.Connection;
import dev.millrace.store.DispatcherReads.ToDispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be done with a purchase order, and when, from what stands in the database alone: how far it got, since
 * when, and how often it was tried. So every node says the same, and it survives all of them. The jitter derives from the
 * purchase order's id, for the same reason.
 */
final class DispatchSchedule {
    private final Backoff backoff;
    private final Duration leftBehindMargin;
    private final Duration acknowledgedWithin;

    DispatchSchedule(DispatcherConfig config) {
        this.backoff = config.backoff();
        this.leftBehindMargin = config.leftBehindMargin();
        this.acknowledgedWithin = config.acknowledgedWithin();
    }

    /**
     * What is to be done.
     *
     * @param retryAt when the last question is to be repeated, or null if none failed that this node knows of
     */
    DispatchAction next(ToDispatch order, Connection connection, @Nullable Instant retryAt, Instant now) {
        boolean isReached = connection.settings().kind().isReached();
        return switch (order.status()) {
            case DRAFT -> submits(order, connection, now) ? DispatchAction.SUBMIT : DispatchAction.NOTHING;
            // A person tells a supplier that we do not reach; a setting that became manual must not lose sight of
            // others.
            case QUEUED -> when(isReached && isOver(order.changedAt().plus(delay(order)), now), DispatchAction.SEND);
            case SENDING -> when(isOver(order.changedAt().plus(onItsWay(connection)), now), DispatchAction.LOSE_SIGHT);
            case UNKNOWN ->
                when(isReached && isDue(order.changedAt().plus(delay(order)), retryAt, now), DispatchAction.ASK);
            case SENT ->
                when(isReached && isDue(order.changedAt().plus(acknowledgedWithin), retryAt, now), DispatchAction.ASK);
            case CANCEL_REQUESTED -> when(isReached && isDue(order.changedAt(), retryAt, now), DispatchAction.CANCEL);
            case ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED, REJECTED, CANCELLED, CLOSED_SHORT ->
                DispatchAction.NOTHING;
        };
    }

    private static boolean submits(ToDispatch order, Connection connection, Instant now) {
        return !order.held() && connection.gather().submits(order.createdAt(), order.gathered(), order.units(), now);
    }

    private Duration onItsWay(Connection connection) {
        return connection.settings().timeouts().exchange().plus(leftBehindMargin);
    }

    private Duration delay(ToDispatch order) {
        return order.attempts() == 0
                ? Duration.ZERO
                : backoff.delay(order.attempts(), chance(order.place().purchaseOrderId(), order.attempts()), null);
    }

    private static boolean isDue(Instant first, @Nullable Instant retryAt, Instant now) {
        return isOver(retryAt == null ? first : retryAt, now);
    }

    private static boolean isOver(Instant time, Instant now) {
        return !now.isBefore(time);
    }

    private static DispatchAction when(boolean isTime, DispatchAction todo) {
        return isTime ? todo : DispatchAction.NOTHING;
    }

    /** Evenly from 0 to 1: the id's last bits are random, and multiplied they are for every attempt. */
    private static double chance(UUID id, int attempt) {
        long mixed = (id.getLeastSignificantBits() + attempt) * 0x9E37_79B9_7F4A_7C15L;
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
