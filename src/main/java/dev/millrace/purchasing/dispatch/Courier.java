package dev.millrace.purchasing.dispatch;

import dev.millrace.domain.purchasing.Move;
import dev.millrace.domain.purchasing.PurchaseOrder;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.Reply;
import dev.millrace.purchasing.SupplierConnector;
import dev.millrace.purchasing.SupplierSettings;
import dev.millrace.store.DispatcherReads;
import dev.millrace.store.SupplierKey;
import dev.millrace.store.DispatcherReads.Place;
import dev.millrace.store.DispatcherReads.ToDispatch;
import dev.millrace.store.OperationFailure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
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
 * Walks over the purchase orders that are not settled with their suppliers, page by page, and begins what is due and has
 * room. It waits for none of it: the next walk finds what this one left. Belongs to one event loop.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int PAGES_PER_LOOK = 20;

    private final DispatcherReads reads;
    private final Connections connections;
    private final Function<SupplierSettings, SupplierConnector> connectors;
    private final Desk desk;
    private final Exchanges exchanges;
    private final DispatcherConfig config;
    private final Agenda agenda;
    private final SupplierLines lines;
    private final Retries retries;
    private final Set<UUID> underWay = new HashSet<>();
    private volatile int underWayCount;
    private Place place = Place.FIRST;

    Courier(
            DispatcherReads reads,
            Connections connections,
            Function<SupplierSettings, SupplierConnector> connectors,
            Desk desk,
            DispatcherConfig config) {
        this.reads = reads;
        this.connections = connections;
        this.connectors = connectors;
        this.desk = desk;
        this.config = config;
        this.exchanges = new Exchanges(desk, config.leftBehindMargin().dividedBy(2), System::nanoTime);
        this.agenda = new Agenda(config);
        this.lines = new SupplierLines(config);
        this.retries = new Retries(config.backoff());
    }

    /** Begins what is due, over some pages. */
    Future<Void> look() {
        return walk(PAGES_PER_LOOK);
    }

    /** Suppliers that are in trouble and left alone for now; from any thread. */
    int leftAlone() {
        return lines.leftAlone();
    }

    /** What is on its way and not written down yet; from any thread. */
    int underWay() {
        return underWayCount;
    }

    private Future<Void> walk(int pagesLeft) {
        return reads.toDispatch(place, config.pageMax())
                .compose(page -> settingsOf(page).compose(settings -> {
                    boolean toTheEnd = begin(page, settings);
                    boolean isLast = page.size() < config.pageMax();
                    if (toTheEnd) {
                        place = isLast ? Place.FIRST : page.getLast().place();
                    }
                    return !toTheEnd || isLast || pagesLeft == 1 ? Future.succeededFuture() : walk(pagesLeft - 1);
                }));
    }

    private Future<Map<SupplierKey, Connection>> settingsOf(List<ToDispatch> page) {
        Map<SupplierKey, Connection> settings = new HashMap<>();
        List<Future<?>> all = new ArrayList<>();
        for (SupplierKey supplier : page.stream().map(Courier::supplier).distinct().toList()) {
            all.add(connections
                    .find(supplier.merchantId(), supplier.supplierId())
                    .onSuccess(found -> found.ifPresent(connection -> settings.put(supplier, connection)))
                    .otherwise(failure -> {
                        LOG.warn("the settings of {} cannot be used", supplier, failure);
                        return Optional.empty();
                    }));
        }
        return Future.join(all).map(settings);
    }

    /**
     * Begins what is due on a page.
     *
     * @return whether all of it was looked at; if there is no room at all, the next look begins where this one stopped, so
     *     that the first suppliers are not the only ones that ever get room
     */
    private boolean begin(List<ToDispatch> page, Map<SupplierKey, Connection> settings) {
        for (ToDispatch order : page) {
            Connection connection = settings.get(supplier(order));
            UUID id = order.place().purchaseOrderId();
            if (connection == null || underWay.contains(id)) {
                continue;
            }
            Todo todo = agenda.next(order, connection, retries.at(id), desk.now());
            if (todo.isExchange() && lines.areFull()) {
                return false;
            }
            begin(order, connection, todo);
            place = order.place();
        }
        return true;
    }

    private void begin(ToDispatch order, Connection connection, Todo todo) {
        switch (todo) {
            case NOTHING -> {}
            case SUBMIT -> track(order, desk.move(order.place(), new Move.Submit()));
            case LOSE_SIGHT ->
                track(
                        order,
                        desk.move(
                                order.place(),
                                new Move.LoseSight(order.attempts(), "Whoever sent it did not say what came of it.")));
            case SEND -> exchange(order, connection, todo);
            case ASK -> exchange(order, connection, todo);
            case CANCEL -> exchange(order, connection, todo);
        }
    }

    private void exchange(ToDispatch order, Connection connection, Todo todo) {
        SupplierKey supplier = supplier(order);
        if (!lines.haveRoom(supplier, connection, desk.now())) {
            return;
        }
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
            lines.end(supplier, reply, desk.now());
            noteRetry(order, todo, reply);
        }));
    }

    private void noteRetry(ToDispatch order, Todo todo, @Nullable Reply reply) {
        UUID id = order.place().purchaseOrderId();
        Instant now = desk.now();
        if (todo == Todo.SEND || reply == null) {
            retries.forget(id);
            return;
        }
        switch (reply) {
            case Reply.NoAnswer _, Reply.Misconfigured _ -> retries.failed(id, now);
            // Asked again and again, since it may come to a decision at any time.
            case Reply.Sent _ -> retries.notBefore(id, now, config.acknowledgedWithin());
            // What was taken and is not known any more is a person's to find out; what never arrived is sent again.
            case Reply.NotKnown _ -> {
                if (order.status() == PurchaseOrder.Status.SENT) {
                    retries.notBefore(id, now, config.acknowledgedWithin());
                } else {
                    retries.forget(id);
                }
            }
            case Reply.Acknowledged _,
                    Reply.Rejected _,
                    Reply.NotSent _,
                    Reply.Unknown _,
                    Reply.Cancelled _,
                    Reply.CancelRefused _ -> retries.forget(id);
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
