package dev.millrace.purchasing;

import dev.millrace.purchasing.SupplierListener.Asked;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Leaves a supplier alone for a while that fails again and again, so that its trouble costs neither side more than it must:
 * then the answer is there at once, and says that nothing was sent. After the pause one exchange is let through; if it
 * succeeds, all are. It also tells the listener how every exchange went.
 */
final class WatchedConnector implements SupplierConnector {
    private static final String LEFT_ALONE = "The supplier failed again and again and is left alone for a moment.";

    private final SupplierConnector connector;
    private final SupplierSettings settings;
    private final CircuitBreaker breaker;
    private final Duration pause;
    private final SupplierListener listener;
    private final LongSupplier nanos;

    WatchedConnector(
            SupplierConnector connector,
            SupplierSettings settings,
            CircuitBreaker breaker,
            Duration pause,
            SupplierListener listener,
            LongSupplier nanos) {
        this.connector = connector;
        this.settings = settings;
        this.breaker = breaker;
        this.pause = pause;
        this.listener = listener;
        this.nanos = nanos;
    }

    /** Whether a reply means that the supplier is in trouble, rather than that it does not want this order. */
    private static boolean isTrouble(Reply reply) {
        return switch (reply) {
            case Reply.NotSent _, Reply.Unknown _, Reply.NoAnswer _ -> true;
            case Reply.Sent _,
                    Reply.Acknowledged _,
                    Reply.Rejected _,
                    Reply.NotKnown _,
                    Reply.Cancelled _,
                    Reply.CancelRefused _,
                    Reply.Misconfigured _ -> false;
        };
    }

    /** Carries a reply that means trouble past the circuit breaker, which counts failed futures. */
    private static final class Trouble extends RuntimeException {
        private final transient Reply reply;

        Trouble(Reply reply) {
            super(null, null, false, false);
            this.reply = reply;
        }
    }

    @Override
    public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
        return exchange(
                Asked.SUBMIT,
                Reply.ToSubmit.class,
                () -> connector.submit(dispatch),
                new Reply.NotSent(LEFT_ALONE, pause));
    }

    @Override
    public Future<Reply.ToAsk> ask(String number) {
        return exchange(
                Asked.ASK, Reply.ToAsk.class, () -> connector.ask(number), new Reply.NoAnswer(LEFT_ALONE, pause));
    }

    @Override
    public Future<Reply.ToCancel> cancel(String number) {
        return exchange(
                Asked.CANCEL,
                Reply.ToCancel.class,
                () -> connector.cancel(number),
                new Reply.NoAnswer(LEFT_ALONE, pause));
    }

    private <T extends Reply> Future<T> exchange(Asked asked, Class<T> type, Supplier<Future<T>> call, T leftAlone) {
        long began = nanos.getAsLong();
        return breaker.execute(() -> call.get().compose(WatchedConnector::failIfTrouble))
                .recover(failure -> switch (failure) {
                    case Trouble trouble -> Future.succeededFuture(type.cast(trouble.reply));
                    case OpenCircuitException _ -> Future.succeededFuture(leftAlone);
                    default -> Future.failedFuture(failure);
                })
                .onSuccess(reply ->
                        listener.exchanged(settings, asked, reply, Duration.ofNanos(nanos.getAsLong() - began)));
    }

    private static <T extends Reply> Future<T> failIfTrouble(T reply) {
        return isTrouble(reply) ? Future.failedFuture(new Trouble(reply)) : Future.succeededFuture(reply);
    }
}
