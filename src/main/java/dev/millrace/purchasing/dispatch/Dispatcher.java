package dev.millrace.purchasing.dispatch;

import dev.millrace.jobs.JobSite;
import dev.millrace.jobs.Repeater;
import dev.millrace.lane.CommandGate;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSlots;
import dev.millrace.store.DeploymentReads;
import dev.millrace.store.DispatcherReads;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns what is owed into purchase orders and carries them to suppliers. One for each node, and any number of nodes: every
 * step is a command whose decision only one of them wins. It runs on the event loop that {@link #start} is called on.
 *
 * <p>No connection to the database is held while a supplier is spoken to, and nothing is remembered that another node would
 * have to know: a purchase order's state, the time since it is so and the number of attempts stand in the database.
 */
public final class Dispatcher {
    private static final long STOP_POLL_MILLIS = 10;

    private final Vertx vertx;
    private final BuyingHold hold;
    private final Gatherer gatherer;
    private final DispatchLoop dispatchLoop;
    private final Repeater gatherings;
    private final Repeater rounds;

    /** Where commands come from and go to. */
    public record Commands(CommandGate gate, Supplier<UUID> ids, InstantSource clock) {}

    /** @param connectors gives the way to a supplier with those settings */
    public Dispatcher(
            JobSite site,
            DispatcherReads reads,
            DeploymentReads deployment,
            Connections connections,
            Function<SupplierSettings, SupplierConnector> connectors,
            Commands commands,
            DispatcherConfig config) {
        this.vertx = site.vertx();
        // Both jobs look once in an interval, and share what they hear.
        this.hold = new BuyingHold(deployment, config.rounds().interval().dividedBy(2), System::nanoTime);
        DispatchSubmitter submitter = new DispatchSubmitter(
                commands.gate(),
                commands.ids(),
                commands.clock(),
                config.timeouts().commandDeadline());
        this.gatherer =
                new Gatherer(reads, connections, submitter, config.rounds().gatherSuppliersMax());
        this.dispatchLoop = new DispatchLoop(reads, connections, connectors, submitter, hold, config);
        this.gatherings = new Repeater(
                site, "gathering", config.rounds().interval(), config.rounds().retryDelayMax(), this::gather);
        this.rounds = new Repeater(
                site,
                "purchase_orders",
                config.rounds().interval(),
                config.rounds().retryDelayMax(),
                this::round);
    }

    public void start() {
        gatherings.start();
        rounds.start();
    }

    /** Begins nothing more; completes when what is on its way was answered and written down. */
    public Future<Void> stop() {
        return Future.join(gatherings.stop(), rounds.stop()).compose(_ -> {
            Promise<Void> done = Promise.promise();
            endWhenIdle(done);
            return done.future();
        });
    }

    /** Suppliers that are in trouble and left alone for now; from any thread. */
    public int suppliersLeftAlone() {
        return dispatchLoop.leftAlone();
    }

    /** Places for exchanges with suppliers; from any thread. */
    public SupplierSlots exchangeSlots() {
        return dispatchLoop.slots();
    }

    /** Whether nothing is on its way; from any thread. */
    boolean isIdle() {
        return dispatchLoop.underWay() == 0 && gatherer.underWay() == 0;
    }

    /** One look for what is owed. */
    Future<Void> gather() {
        return unlessHeld(gatherer::look);
    }

    /** One round of the purchase orders. */
    Future<Void> round() {
        return unlessHeld(dispatchLoop::look);
    }

    /** Whether an operator, or a server that began on a copy or after a restore, holds buying; from any thread. */
    public boolean isHeld() {
        return hold.isOn();
    }

    private Future<Void> unlessHeld(Supplier<Future<Void>> look) {
        return hold.wasOnLately().compose(held -> held ? Future.succeededFuture() : look.get());
    }

    private void endWhenIdle(Promise<Void> done) {
        if (isIdle()) {
            done.complete();
        } else {
            vertx.setTimer(STOP_POLL_MILLIS, _ -> endWhenIdle(done));
        }
    }
}
