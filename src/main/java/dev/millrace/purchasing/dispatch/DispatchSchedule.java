package dev.millrace.purchasing.dispatch;

import dev.millrace.config.Backoff;
import dev.millrace.purchasing.Connection;
import dev.millrace.store.DispatcherReads.ToDispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be done with a purchase order, and when, from what stands in the database alone: how far it got, since
 * when, how often it was tried, and when its supplier's settings were changed. So every node says the same, and it survives
 * all of them. The jitter derives from the purchase order's id, for the same reason.
 *
 * <p>That a purchase order is due says nothing of its supplier, which may be in trouble: see {@link SupplierHealth}.
 */
final class DispatchSchedule {
    private final Backoff backoff;
    private final Duration leftBehindMargin;
    private final Duration acknowledgedWithin;

    DispatchSchedule(DispatcherConfig config) {
        this.backoff = config.backoff();
        this.leftBehindMargin = config.timeouts().leftBehindMargin();
        this.acknowledgedWithin = config.timeouts().acknowledgedWithin();
    }

    /**
     * What is to be done now.
     *
     * @param retryAt when the last question is to be repeated, or null if none failed that this node knows of
     */
    DispatchAction next(ToDispatch order, Connection connection, @Nullable Instant retryAt, Instant now) {
        boolean isReached = connection.settings().kind().isReached();
        boolean isDue = isOver(dueAt(order, connection, retryAt), now);
        return switch (order.status()) {
            case DRAFT -> submits(order, connection, now) ? DispatchAction.SUBMIT : DispatchAction.NOTHING;
            // A person tells a supplier that we do not reach; a setting that became manual must not lose sight of
            // others.
            case QUEUED -> when(isReached && isDue, DispatchAction.SEND);
            case SENDING -> when(isDue, DispatchAction.LOSE_SIGHT);
            case UNKNOWN, SENT -> when(isReached && isDue, DispatchAction.ASK);
            case CANCEL_REQUESTED -> when(isReached && isDue, DispatchAction.CANCEL);
            case ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED, REJECTED, CANCELLED, CLOSED_SHORT ->
                DispatchAction.NOTHING;
        };
    }

    /** Since when it is due, or when it will be: of what waits for one supplier, the first is to be tried first. */
    Instant dueAt(ToDispatch order, Connection connection, @Nullable Instant retryAt) {
        Instant since = order.changedAt();
        return switch (order.status()) {
            case QUEUED -> since.plus(delay(order, connection));
            case SENDING -> since.plus(onItsWay(connection));
            case UNKNOWN -> retryAt == null ? since.plus(delay(order, connection)) : retryAt;
            case SENT -> retryAt == null ? since.plus(acknowledgedWithin) : retryAt;
            case CANCEL_REQUESTED -> retryAt == null ? since : retryAt;
            case DRAFT, ACKNOWLEDGED, PARTIALLY_RECEIVED, RECEIVED, REJECTED, CANCELLED, CLOSED_SHORT -> since;
        };
    }

    private static boolean submits(ToDispatch order, Connection connection, Instant now) {
        return !order.held() && connection.gather().submits(order.createdAt(), order.gathered(), order.units(), now);
    }

    private Duration onItsWay(Connection connection) {
        return connection.settings().timeouts().exchange().plus(leftBehindMargin);
    }

    /** None before the first attempt, and none after settings that were changed since: they may have mended it. */
    private Duration delay(ToDispatch order, Connection connection) {
        return order.attempts() == 0 || connection.changedAt().isAfter(order.changedAt())
                ? Duration.ZERO
                : backoff.delay(order.attempts(), chance(order.place().purchaseOrderId(), order.attempts()));
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
