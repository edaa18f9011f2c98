package dev.millrace.purchasing.dispatch;

import dev.millrace.purchasing.Backoff;
import dev.millrace.purchasing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one supplier fares, as this node sees it: after trouble it has one exchange at a time, later and later. So a supplier that is down costs one exchange each pause, however many purchase orders wait for it, and nobody else
 * waits. Belongs to one event loop.
 */
final class SupplierLine {
    private final Backoff backoff;
    private final DoubleSupplier chance;
    private Instant settingsChangedAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private int failures;
    private int open;

    SupplierLine(Backoff backoff, DoubleSupplier chance) {
        this.backoff = backoff;
        this.chance = chance;
    }

    /** Whoever changed the settings has perhaps mended them. */
    void settingsChanged(Instant at) {
        if (!at.equals(settingsChangedAt)) {
            settingsChangedAt = at;
            failures = 0;
            notBefore = Instant.MIN;
        }
    }

    boolean hasRoom(Instant now) {
        return (failures == 0 || open == 0) && !now.isBefore(notBefore);
    }

    void begin() {
        open++;
    }

    /**
     * An exchange is over.
     *
     * @param reply null if none took place
     */
    void end(@Nullable Reply reply, Instant now) {
        open--;
        if (reply == null) {
            return;
        }
        if (isTrouble(reply)) {
            failures++;
            Instant later = now.plus(backoff.delay(failures, chance.getAsDouble(), retryAfter(reply)));
            notBefore = later.isAfter(notBefore) ? later : notBefore;
        } else {
            failures = 0;
            notBefore = Instant.MIN;
        }
    }

    boolean isLeftAlone() {
        return failures > 0;
    }

    /** Whether there is nothing to remember. */
    boolean isIdle() {
        return open == 0 && failures == 0;
    }

    static boolean isTrouble(Reply reply) {
        return switch (reply) {
            case Reply.NotSent _, Reply.Unknown _, Reply.NoAnswer _, Reply.Misconfigured _ -> true;
            case Reply.Sent _,
                    Reply.Acknowledged _,
                    Reply.Rejected _,
                    Reply.NotKnown _,
                    Reply.Cancelled _,
                    Reply.CancelRefused _ -> false;
        };
    }

    private static @Nullable Duration retryAfter(Reply reply) {
        return switch (reply) {
            case Reply.NotSent(var _, Duration after) -> after;
            case Reply.NoAnswer(var _, Duration after) -> after;
            case Reply.Unknown _,
                    Reply.Misconfigured _,
                    Reply.Sent _,
                    Reply.Acknowledged _,
                    Reply.Rejected _,
                    Reply.NotKnown _,
                    Reply.Cancelled _,
                    Reply.CancelRefused _ -> null;
        };
    }
}
