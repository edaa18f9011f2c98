package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.lane.CommandGate;
import dev.millrace.purchasing.Dispatch;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierConnector;
import io.vertx.core.Future;

/**
 * Where a node dies: before or after something is written, before or after the supplier is spoken to. From there on nothing
 * that it was about to do is done, and nobody hears of what it did last.
 */
enum Death {
    NEVER,
    BEFORE_GATHERED_WRITTEN,
    AFTER_GATHERED_WRITTEN,
    BEFORE_SEND_WRITTEN,
    AFTER_SEND_WRITTEN_BEFORE_THE_CALL,
    /** The call goes out, and the node is gone before the answer comes. */
    IN_THE_CALL,
    AFTER_THE_CALL_BEFORE_ITS_ANSWER_WRITTEN,
    AFTER_ITS_ANSWER_WRITTEN,
    BEFORE_UNKNOWN_WRITTEN,
    AFTER_UNKNOWN_WRITTEN_BEFORE_ASKING,
    /** The supplier is asked, and the node is gone before the answer comes. */
    IN_THE_QUESTION,
    AFTER_NOT_SENT_LEARNT_BEFORE_WRITTEN,
    AFTER_NOT_SENT_WRITTEN_BEFORE_RESENDING;

    /** Whether it dies at this command. */
    private boolean isAt(Command command) {
        return switch (this) {
            case NEVER, IN_THE_CALL, IN_THE_QUESTION -> false;
            case BEFORE_GATHERED_WRITTEN, AFTER_GATHERED_WRITTEN -> command instanceof GatherReplenishments;
            case BEFORE_SEND_WRITTEN, AFTER_SEND_WRITTEN_BEFORE_THE_CALL -> is(Move.Send.class, command);
            case AFTER_THE_CALL_BEFORE_ITS_ANSWER_WRITTEN, AFTER_ITS_ANSWER_WRITTEN ->
                is(Move.class, command) && !is(Move.Send.class, command);
            case BEFORE_UNKNOWN_WRITTEN, AFTER_UNKNOWN_WRITTEN_BEFORE_ASKING -> is(Move.MarkUnknown.class, command);
            case AFTER_NOT_SENT_LEARNT_BEFORE_WRITTEN, AFTER_NOT_SENT_WRITTEN_BEFORE_RESENDING ->
                is(Move.NotSent.class, command);
        };
    }

    /** Whether what it dies at was written. */
    private boolean isWritten() {
        return switch (this) {
            case AFTER_GATHERED_WRITTEN,
                    AFTER_SEND_WRITTEN_BEFORE_THE_CALL,
                    AFTER_ITS_ANSWER_WRITTEN,
                    AFTER_UNKNOWN_WRITTEN_BEFORE_ASKING,
                    AFTER_NOT_SENT_WRITTEN_BEFORE_RESENDING -> true;
            case NEVER,
                    BEFORE_GATHERED_WRITTEN,
                    BEFORE_SEND_WRITTEN,
                    IN_THE_CALL,
                    AFTER_THE_CALL_BEFORE_ITS_ANSWER_WRITTEN,
                    BEFORE_UNKNOWN_WRITTEN,
                    IN_THE_QUESTION,
                    AFTER_NOT_SENT_LEARNT_BEFORE_WRITTEN -> false;
        };
    }

    private static boolean is(Class<? extends Move> move, Command command) {
        return command instanceof MovePurchaseOrder moved && move.isInstance(moved.move());
    }

    /** One node's life. Touched on the test's event loop alone, but for the question whether it is over. */
    final class Life {
        private volatile boolean over;

        boolean isOver() {
            return over;
        }

        CommandGate gate(CommandGate real) {
            return (command, deadlineNanos) -> {
                if (over) {
                    return Buying.never();
                }
                if (!isAt(command)) {
                    return real.submit(command, deadlineNanos).compose(this::ifAlive);
                }
                if (!isWritten()) {
                    over = true;
                    return Buying.never();
                }
                return real.submit(command, deadlineNanos).compose(_ -> {
                    over = true;
                    return Buying.never();
                });
            };
        }

        SupplierConnector connector(SupplierConnector real) {
            return new SupplierConnector() {
                @Override
                public Future<Reply.ToSubmit> submit(Dispatch dispatch) {
                    return call(real.submit(dispatch), IN_THE_CALL);
                }

                @Override
                public Future<Reply.ToAsk> ask(String number) {
                    return call(real.ask(number), IN_THE_QUESTION);
                }

                @Override
                public Future<Reply.ToCancel> cancel(String number) {
                    return call(real.cancel(number), NEVER);
                }
            };
        }

        private <T> Future<T> call(Future<T> exchange, Death here) {
            // What is on the wire when a process is killed still arrives: the exchange itself is not stopped.
            return exchange.compose(reply -> {
                if (Death.this == here && here != NEVER) {
                    over = true;
                }
                return ifAlive(reply);
            });
        }

        private <T> Future<T> ifAlive(T value) {
            return over ? Buying.never() : Future.succeededFuture(value);
        }
    }
}
