package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.model.Move;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.limits.Budget;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.purchasing.SupplierSlots;
import dev.millrace.purchasing.dispatch.MerchantWalk.Visit;
import dev.millrace.store.DispatcherReads;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import dev.millrace.store.OperationFailure;
import dev.millrace.store.SupplierKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks over the purchase orders that are not settled with their suppliers, and begins what is due and has room. It waits for
 * none of it: the next walk finds what this one left. Belongs to one event loop.
 */
final class DispatchLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchLoop.class);

    private final Connections connections;
    private final Function<SupplierSettings, SupplierConnector> connectors;
    private final DispatchSubmitter submitter;
    private final Exchanges exchanges;
    private final DispatcherConfig config;
    private final DispatchSchedule schedule;
    private final MerchantWalk<Place, ToDispatch> walk;
    private final SupplierSlots slots;
    private final Budget<Integer> commands;
    private final SupplierLines lines;
    private final Retries retries;
    private final Set<UUID> underWay = new HashSet<>();
    private volatile int underWayCount;

    DispatchLoop(
            DispatcherReads reads,
            Connections connections,
            Function<SupplierSettings, SupplierConnector> connectors,
            DispatchSubmitter submitter,
            BuyingHold hold,
            DispatcherConfig config) {
        this.connections = connections;
        this.connectors = connectors;
        this.submitter = submitter;
        this.config = config;
        this.exchanges =
                new Exchanges(submitter, hold::ask, config.leftBehindMargin().dividedBy(2), System::nanoTime);
        this.schedule = new DispatchSchedule(config);
        this.walk = new MerchantWalk<>(new DueOrders(reads), this::page, config.pageMax());
        this.slots = new SupplierSlots(config.exchanges());
        this.commands = new Budget<>(config.commandsMax(), config.commandsMax());
        this.lines = new SupplierLines(config.backoff());
        this.retries = new Retries(config.backoff(), config.retriesMax());
    }

    /** Begins what is due, over some pages. */
    Future<Void> look() {
        return walk.look();
    }

    /** Suppliers that are in trouble and left alone for now; from any thread. */
    int leftAlone() {
        return lines.leftAlone();
    }

    /** What is on its way and not written down yet; from any thread. */
    int underWay() {
        return underWayCount;
    }

    /** Places for exchanges: how many are taken, and how often there was none; from any thread. */
    SupplierSlots slots() {
        return slots;
    }

    private Future<Function<ToDispatch, Visit>> page(List<ToDispatch> orders) {
        List<SupplierKey> suppliers =
                orders.stream().map(DispatchLoop::supplier).distinct().toList();
        return connections.findAll(suppliers).map(settings -> order -> visit(order, settings.get(supplier(order))));
    }

    private Visit visit(ToDispatch order, @Nullable Connection connection) {
        if (connection == null || underWay.contains(order.place().purchaseOrderId())) {
            return Visit.PASSED;
        }
        DispatchAction todo = schedule.next(order, connection, retries.at(order.place()), submitter.now());
        return switch (todo) {
            case NOTHING -> Visit.PASSED;
            case SUBMIT -> command(order, new Move.Submit());
            case LOSE_SIGHT ->
                command(order, new Move.MarkUnknown(order.attempts(), "Whoever sent it did not say what came of it."));
            case SEND, ASK, CANCEL -> exchange(order, connection, todo);
        };
    }

    private Visit command(ToDispatch order, Move move) {
        int merchant = order.place().merchantId();
        if (commands.take(merchant, 1) != Budget.Grant.GRANTED) {
            return Visit.NO_ROOM;
        }
        track(order, submitter.move(order.place(), move).onComplete(_ -> commands.giveBack(merchant, 1)));
        return Visit.BEGUN;
    }

    private Visit exchange(ToDispatch order, Connection connection, DispatchAction todo) {
        SupplierKey supplier = supplier(order);
        if (!lines.mayBegin(supplier, connection, submitter.now())) {
            return Visit.PASSED;
        }
        return switch (slots.take(supplier)) {
            case GRANTED -> {
                begin(order, connection, todo);
                yield Visit.BEGUN;
            }
            // Another supplier of this merchant may have room.
            case SUPPLIER_SHARE -> Visit.PASSED;
            case MERCHANT_SHARE, USED_UP -> Visit.NO_ROOM;
        };
    }

    private void begin(ToDispatch order, Connection connection, DispatchAction todo) {
        SupplierKey supplier = supplier(order);
        lines.begin(supplier, connection);
        SupplierConnector connector = connectors.apply(connection.settings());
        Future<Optional<Reply>> exchange = switch (todo) {
            case SEND -> exchanges.send(order, connector);
            case ASK -> exchanges.ask(order, connector);
            case CANCEL -> exchanges.cancel(order, connector);
            case NOTHING, SUBMIT, LOSE_SIGHT -> throw new IllegalStateException("no exchange: " + todo);
        };
        track(order, exchange.onComplete(done -> {
            Reply reply = done.succeeded() ? done.result().orElse(null) : null;
            slots.giveBack(supplier);
            lines.end(supplier, reply, submitter.now());
            noteRetry(order, todo, reply);
        }));
    }

    private void noteRetry(ToDispatch order, DispatchAction todo, @Nullable Reply reply) {
        Place place = order.place();
        Instant now = submitter.now();
        if (todo == DispatchAction.SEND || reply == null) {
            retries.forget(place);
            return;
        }
        switch (reply) {
            case Reply.NoAnswer _, Reply.Misconfigured _ -> retries.failed(place, now);
            // Asked again and again, since it may come to a decision at any time.
            case Reply.Sent _ -> retries.notBefore(place, now, config.acknowledgedWithin());
            // What was taken and is not known any more is a person's to find out; what never arrived is sent again.
            case Reply.NotKnown _ -> {
                if (order.status() == PurchaseOrder.Status.SENT) {
                    retries.notBefore(place, now, config.acknowledgedWithin());
                } else {
                    retries.forget(place);
                }
            }
            case Reply.Acknowledged _,
                    Reply.Rejected _,
                    Reply.NotSent _,
                    Reply.Unknown _,
                    Reply.Cancelled _,
                    Reply.CancelRefused _ -> retries.forget(place);
        }
    }

    private void track(ToDispatch order, Future<?> work) {
        UUID id = order.place().purchaseOrderId();
        underWay.add(id);
        underWayCount = underWay.size();
        work.onComplete(done -> {
            underWay.remove(id);
            underWayCount = underWay.size();
            if (done.cause() instanceof OperationFailure failure) {
                LOG.warn("a step of {} was not written down: {}", id, failure.getMessage());
            } else if (done.failed()) {
                LOG.error("a step of {} failed", id, done.cause());
            }
        });
    }

    private static SupplierKey supplier(ToDispatch order) {
        return new SupplierKey(order.place().merchantId(), order.place().supplierId());
    }
}
