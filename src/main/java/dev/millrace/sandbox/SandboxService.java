package dev.millrace.sandbox;

import dev.millrace.sandbox.Dialect.Wanted;
import dev.millrace.sandbox.FaultRule.Asked;
import dev.millrace.sandbox.SandboxOrder.Status;
import dev.millrace.sandbox.SandboxOrders.Taken;
import java.time.Duration;

/** What the supplier does with what it is asked for, however it was put. Belongs to one event loop. */
final class SandboxService {
    private static final Duration FULL_FOR = Duration.ofMinutes(1);

    private final SandboxOrders orders;
    private final SandboxWork work;

    SandboxService(SandboxOrders orders, SandboxWork work) {
        this.orders = orders;
        this.work = work;
    }

    SandboxAnswer handle(Wanted wanted, Dialect dialect) {
        return switch (wanted.asked()) {
            case SUBMIT -> submit(wanted, dialect);
            case ASK, CANCEL -> {
                SandboxOrder order = orders.find(wanted.number());
                if (order == null) {
                    yield dialect.notKnown(wanted.number());
                }
                if (wanted.asked() == Asked.CANCEL) {
                    cancel(order);
                }
                yield dialect.statement(wanted.asked(), order, false);
            }
        };
    }

    /** Whether it knows the number already. */
    boolean knows(String number) {
        return orders.find(number) != null;
    }

    private SandboxAnswer submit(Wanted wanted, Dialect dialect) {
        return switch (orders.take(wanted.number(), wanted.lines(), wanted.callback())) {
            case Taken.New(SandboxOrder order) -> {
                work.begin(order);
                yield dialect.statement(Asked.SUBMIT, order, true);
            }
            case Taken.Known(SandboxOrder order) -> dialect.statement(Asked.SUBMIT, order, false);
            case Taken.Other _ -> dialect.refused("This number is that of a purchase order with other lines.");
            case Taken.Full _ -> dialect.later(503, FULL_FOR);
        };
    }

    /** As long as nothing was sent it can be cancelled. */
    private static void cancel(SandboxOrder order) {
        if (order.status == Status.RECEIVED || order.status == Status.ACKNOWLEDGED) {
            order.status = Status.CANCELLED;
        }
    }
}
