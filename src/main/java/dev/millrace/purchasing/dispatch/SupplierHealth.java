package dev.millrace.purchasing.dispatch;

import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierSlots.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one supplier fares, as this node sees it, and so whether and when it may be tried: the circuit breaker in front of it.
 * It is asked before anything is written down, so a supplier that is left alone costs nothing. After trouble there is one
 * exchange at a time, as a probe, later and later, until one is answered; so a supplier that is down costs one exchange each
 * pause, however many purchase orders wait for it.
 *
 * <p>A supplier that is set up wrongly ({@link Reply.Misconfigured}: its address, its secret, what it does not offer) is in
 * trouble like any other: it may be mended on its side without a word to us, so it is tried now and then; and whoever changes
 * its settings on ours gives it a fresh chance at once.
 *
 * <p>Belongs to one event loop.
 */
final class SupplierHealth {
    private final SupplierPause pause;
    private final DoubleSupplier chance;
    private Instant settingsChangedAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private int failures;
    private int open;
    private boolean answered;

    /** @param chance from 0 inclusive to 1 exclusive, evenly */
    SupplierHealth(SupplierPause pause, DoubleSupplier chance) {
        this.pause = pause;
        this.chance = chance;
    }

    /** An exchange that is under way: it tells of the supplier as it was when it was begun. */
    final class Exchange {
        private final Instant settings = settingsChangedAt;
        private final int failuresBefore = failures;

        /**
         * It is over.
         *
         * @param reply null if none took place
         */
        void end(@Nullable Reply reply, Instant now) {
            open--;
            if (reply == null || !settings.equals(settingsChangedAt)) {
                return;
            }
            if (isTrouble(reply)) {
                answered = false;
                // Exchanges that were open together and failed together are one failure.
                failures = Math.max(failures, failuresBefore + 1);
                Instant later = now.plus(pause.after(failures, chance.getAsDouble(), retryAfter(reply)));
                notBefore = later.isAfter(notBefore) ? later : notBefore;
            } else if (failures == failuresBefore) {
                answered = true;
                failures = 0;
                notBefore = Instant.MIN;
            }
        }
    }

    /** Whoever changed the settings has perhaps mended them. */
    void settingsChanged(Instant at) {
        if (!at.equals(settingsChangedAt)) {
            settingsChangedAt = at;
            answered = false;
            failures = 0;
            notBefore = Instant.MIN;
        }
    }

    /** Whether it may be tried now. */
    boolean mayBegin(Instant now) {
        return (failures == 0 || open == 0) && !now.isBefore(notBefore);
    }

    Exchange begin() {
        open++;
        return new Exchange();
    }

    /** Whether it failed last, and is tried now and then. */
    boolean isInTrouble() {
        return failures > 0;
    }

    /** Whether an exchange with it is under way. */
    boolean isBusy() {
        return open > 0;
    }

    /** How it stands among the suppliers of its merchant, who share his places. */
    Standing standing() {
        if (isInTrouble() || isBusy()) {
            return Standing.BURDENED;
        }
        return answered ? Standing.ANSWERING : Standing.UNTRIED;
    }

    /** Whether a reply means that the supplier is in trouble, rather than that it does not want this purchase order. */
    private static boolean isTrouble(Reply reply) {
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
