package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.GatherReplenishments;
import dev.millrace.domain.purchasing.GatherReplenishments.Owed;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.lane.CommandGate;
import dev.millrace.lane.Result;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the dispatcher's commands, gives each its id and its time, and hands it over. */
final class DispatchSubmitter {
    private final CommandGate gate;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final Duration deadline;

    /** @param clock in whole milliseconds */
    DispatchSubmitter(CommandGate gate, Supplier<UUID> ids, InstantSource clock, Duration deadline) {
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
        this.deadline = deadline;
    }

    Instant now() {
        return clock.instant();
    }

    Future<Result> move(Place order, Move move) {
        return gate.submit(
                new MovePurchaseOrder(
                        order.merchantId(),
                        ids.get(),
                        clock.instant(),
                        order.purchaseOrderId(),
                        move,
                        Precondition.NONE),
                deadlineNanos());
    }

    Future<Result> gather(SupplierKey supplier, List<Owed> owed, @Nullable UUID draft, boolean submits) {
        return gate.submit(
                new GatherReplenishments(
                        supplier.merchantId(), ids.get(), clock.instant(), supplier.supplierId(), owed, draft, submits),
                deadlineNanos());
    }

    private long deadlineNanos() {
        return System.nanoTime() + deadline.toNanos();
    }
}
