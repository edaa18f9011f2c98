package dev.millrace.lane;

import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Product;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.lane.FakeSession.Question;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * One node's way to a {@link FakeDatabase}. By hand, appends wait for the test and everything else is answered by itself
 * until the test says otherwise; a simulation leaves it to its {@link Conduct}.
 */
final class FakeStore implements LaneStore {
    static final String HISTORY = FakeDatabase.HISTORY;

    record Batch(AppendRequest request) implements Encoded {}

    /** Is told what is asked and answered. */
    interface Observer {
        Observer NOBODY = new Observer() {};

        default void asked(FakeSession session, Question<?> question) {}

        default void answered(FakeSession session, Question<?> question, Object answer) {}
    }

    final Set<FakeSession.Kind> held = EnumSet.noneOf(FakeSession.Kind.class);
    final List<FakeSession> sessions = new ArrayList<>();
    final Set<String> ended = new HashSet<>();
    /** An order that cannot even be made ready to be sent. */
    Predicate<Order> unencodable = _ -> false;

    Observer observer = Observer.NOBODY;

    /** Whether the node that this belongs to is still there. */
    BooleanSupplier isAlive = () -> true;

    boolean reachable = true;
    boolean opensNever;
    private final TestWorld world;
    private final FakeDatabase database;
    private final Conduct conduct;

    /** With a database of its own, by hand. */
    FakeStore(TestWorld world) {
        this(world, new FakeDatabase(world), Conduct.PERFECT);
        held.add(FakeSession.Kind.APPEND);
    }

    FakeStore(TestWorld world, FakeDatabase database, Conduct conduct) {
        this.world = world;
        this.database = database;
        this.conduct = conduct;
    }

    FakeDatabase database() {
        return database;
    }

    @Override
    public Future<LaneSession> open() {
        Promise<LaneSession> promise = Promise.promise();
        Conduct.Welcome welcome = opensNever ? Conduct.Welcome.NEVER : conduct.welcome();
        if (welcome != Conduct.Welcome.NEVER) {
            world.after(conduct.connectMillis(), () -> {
                if (!goesOn()) {
                    return;
                }
                if (reachable && welcome == Conduct.Welcome.OPEN) {
                    FakeSession session = new FakeSession(this, world, conduct);
                    sessions.add(session);
                    promise.complete(session);
                } else {
                    promise.fail("refused");
                }
            });
        }
        return promise.future();
    }

    @Override
    public Encoded encode(AppendRequest request) {
        for (AppendRequest.OfMerchant merchant : request.merchants()) {
            for (Change.OrderPut put : merchant.changes().newOrders()) {
                if (unencodable.test(put.order())) {
                    throw new IllegalStateException("unencodable");
                }
            }
        }
        return new Batch(request);
    }

    boolean goesOn() {
        return isAlive.getAsBoolean();
    }

    /** The session that was opened last. */
    FakeSession session() {
        return sessions.getLast();
    }

    /** A merchant's tables as they are, to be looked at or bent; it is made if it is not there. */
    FakeTables books(int merchantId) {
        FakeTables tables = database.find(merchantId);
        return tables == null ? database.create(merchantId) : tables;
    }

    /** A product as if it had always been there. */
    Product product(int merchantId, String sku, long onHand) {
        FakeTables books = books(merchantId);
        Product product = new Product(
                books.rows.productCount() + 1,
                sku,
                sku,
                new Money(1_000, "EUR"),
                StockPolicy.REJECT,
                null,
                2_000,
                Rounding.PER_LINE,
                Packaging.SINGLE,
                100_000,
                true,
                0,
                Instant.EPOCH);
        ChangeSet changes = new ChangeSet();
        changes.add(new Change.ProductCreated(product));
        changes.add(new Change.StockDelta(product.key(), StockLevel.adjustment(onHand, 0)));
        books.rows.write(changes);
        return product;
    }

    /** Another node moves a merchant's head, having taken units that are free. */
    void anotherNodeTakes(int merchantId, String sku, long units) {
        FakeTables after = Objects.requireNonNull(database.find(merchantId)).copy();
        long number = after.head.number() + 1;
        after.move(new FakeTables.JournalRow(number, world.nextId(), "[]"), number);
        ChangeSet changes = new ChangeSet();
        changes.add(new Change.StockDelta(after.rows.product(sku).key(), StockLevel.promise(units, 0, number)));
        after.rows.write(changes);
        database.merchants().put(merchantId, after);
    }
}
