package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.model.Move;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final DispatchSchedule schedule;
    private final MerchantWalk<Place, ToDispatch> walk;
    private final SupplierSlots slots;
    private final Budget<Integer> commands;
    private final SupplierHealths suppliers;
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
        this.exchanges = new Exchanges(
                submitter, hold::ask, config.timeouts().leftBehindMargin().dividedBy(2), System::nanoTime);
        this.schedule = new DispatchSchedule(config);
        this.walk = new MerchantWalk<>(
                new DueOrders(reads), this::page, config.rounds().pageMax());
        this.slots = new SupplierSlots(config.exchanges());
        this.commands = new Budget<>(
                config.concurrency().commandsMax(), config.concurrency().commandsMax());
        this.suppliers = new SupplierHealths(config);
    }

    /** Begins what is due, over some pages. */
    Future<Void> look() {
        return walk.look().onComplete(_ -> suppliers.count());
    }

    /** Suppliers that are in trouble and left alone for now; from any thread. */
    int leftAlone() {
        return suppliers.leftAlone();
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
        List<SupplierKey> keys = orders.stream()
                .map(order -> order.place().supplier())
                .distinct()
                .toList();
        return connections.findAll(keys).map(settings -> {
            Map<SupplierKey, ToDispatch> probes = probes(orders, settings);
            return order -> visit(order, settings.get(order.place().supplier()), probes);
        });
    }

    /**
     * What suppliers in trouble are tried with: of what is due, whatever has been so for longest. Whatever was tried in vain
     * is due later than what was not, so each has its turn, and no question waits behind what is to be sent.
     */
    private Map<SupplierKey, ToDispatch> probes(List<ToDispatch> orders, Map<SupplierKey, Connection> settings) {
        Map<SupplierKey, ToDispatch> probes = new HashMap<>();
        Map<SupplierKey, Instant> dueSince = new HashMap<>();
        for (ToDispatch order : orders) {
            SupplierKey supplier = order.place().supplier();
            Connection connection = settings.get(supplier);
            if (connection == null
                    || !suppliers.isInTrouble(supplier, connection)
                    || !isExchange(action(order, connection))) {
                continue;
            }
            Instant due = schedule.dueAt(order, connection, suppliers.askAgainAt(order, connection));
            Instant first = dueSince.get(supplier);
            if (first == null || due.isBefore(first)) {
                dueSince.put(supplier, due);
                probes.put(supplier, order);
            }
        }
        return probes;
    }

    private DispatchAction action(ToDispatch order, Connection connection) {
        return schedule.next(order, connection, suppliers.askAgainAt(order, connection), submitter.now());
    }

    private static boolean isExchange(DispatchAction action) {
        return switch (action) {
            case SEND, ASK, CANCEL -> true;
            case NOTHING, SUBMIT, LOSE_SIGHT -> false;
        };
    }

    private Visit visit(ToDispatch order, @Nullable Connection connection, Map<SupplierKey, ToDispatch> probes) {
        if (connection == null || underWay.contains(order.place().purchaseOrderId())) {
            return Visit.PASSED;
        }
        DispatchAction action = action(order, connection);
        return switch (action) {
            case NOTHING -> Visit.PASSED;
            case SUBMIT -> command(order, new Move.Submit());
            case LOSE_SIGHT ->
                command(order, new Move.MarkUnknown(order.attempts(), "Whoever sent it did not say what came of it."));
            case SEND, ASK, CANCEL -> exchange(order, connection, action, probes);
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

    private Visit exchange(
            ToDispatch order, Connection connection, DispatchAction action, Map<SupplierKey, ToDispatch> probes) {
        SupplierKey supplier = order.place().supplier();
        boolean isItsTurn = !suppliers.isInTrouble(supplier, connection) || order.equals(probes.get(supplier));
        if (!isItsTurn || !suppliers.mayBegin(supplier, connection, submitter.now())) {
            return Visit.PASSED;
        }
        return switch (slots.take(supplier, suppliers.standing(supplier, connection))) {
            case GRANTED -> {
                begin(order, connection, action);
                yield Visit.BEGUN;
            }
            // Another supplier of this merchant may have room.
            case SUPPLIER_SHARE, KEPT_FREE -> Visit.PASSED;
            case MERCHANT_SHARE, USED_UP -> Visit.NO_ROOM;
        };
    }

    private void begin(ToDispatch order, Connection connection, DispatchAction action) {
        SupplierHealths.Begun begun = suppliers.begin(order, action, connection);
        SupplierConnector connector = connectors.apply(connection.settings());
        Future<Optional<Reply>> exchange = switch (action) {
            case SEND -> exchanges.send(order, connector);
            case ASK -> exchanges.ask(order, connector);
            case CANCEL -> exchanges.cancel(order, connector);
            case NOTHING, SUBMIT, LOSE_SIGHT -> throw new IllegalStateException("no exchange: " + action);
        };
        track(order, exchange.onComplete(done -> {
            slots.giveBack(order.place().supplier());
            suppliers.end(begun, done.succeeded() ? done.result().orElse(null) : null, submitter.now());
        }));
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
}
