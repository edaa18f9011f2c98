package dev.millrace.lane;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.model.Rounding;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.order.CancelOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.PutProduct;
import dev.millrace.lane.AppendRequest.OfMerchant;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A lane on the bench: its world and its store belong to the test. */
final class LaneBench {
    static final int ACME = 1;
    static final int BOLT = 2;
    static final long TIMEOUT_MILLIS = 60_000;

    final TestWorld world = new TestWorld();
    final FakeStore store;
    final Recorder heard = new Recorder();
    final Lane lane;
    private int keys;

    /** What the lane told its listener. */
    static final class Recorder implements LaneListener {
        int queued;
        int loads;
        int stale;
        boolean contested;
        int reconnecting;
        int setBack;
        final List<Integer> batches = new ArrayList<>();
        final List<String> committed = new ArrayList<>();

        @Override
        public void queued(int delta) {
            queued += delta;
        }

        @Override
        public void loaded(long nanos) {
            loads++;
        }

        @Override
        public void stale(int merchants) {
            stale += merchants;
        }

        @Override
        public void contested(boolean on) {
            contested = on;
        }

        @Override
        public void reconnecting() {
            reconnecting++;
        }

        @Override
        public void setBack() {
            setBack++;
        }

        @Override
        public void batchDecided(int commands, int merchants) {
            batches.add(commands);
        }

        @Override
        public void committed(int merchantId, long number) {
            committed.add(merchantId + ":" + number);
        }
    }

    LaneBench() {
        this(LaneConfigs.small());
    }

    LaneBench(LaneConfig config) {
        store = new FakeStore(world);
        lane = new Lane(config, store, world.environment(), heard, _ -> {});
    }

    /** Nothing is held back; what goes wrong is the conduct's affair. */
    LaneBench(Conduct conduct) {
        store = new FakeStore(world, new FakeDatabase(world), conduct);
        lane = new Lane(LaneConfigs.small(), store, world.environment(), heard, _ -> {});
    }

    /** A lane that is connected, with two merchants that have 100 of product A each. */
    static LaneBench ready() {
        return ready(LaneConfigs.small());
    }

    static LaneBench ready(LaneConfig config) {
        LaneBench bench = new LaneBench(config);
        bench.store.product(ACME, "A", 100);
        bench.store.product(BOLT, "A", 100);
        bench.lane.start();
        bench.world.run();
        return bench;
    }

    /** A lane that knows product A of both merchants, with nothing in flight. */
    static LaneBench warm() {
        LaneBench bench = ready();
        bench.warm(ACME, BOLT);
        return bench;
    }

    void warm(int... merchants) {
        for (int merchant : merchants) {
            submit(order(merchant, "A", 1));
            session().append();
        }
    }

    FakeSession session() {
        return store.session();
    }

    /** The batch that is in flight. */
    AppendRequest batch() {
        return session().batch();
    }

    /** Merchants of the batch that is in flight. */
    List<Integer> merchantsInFlight() {
        return batch().merchants().stream().map(OfMerchant::merchantId).toList();
    }

    Answered submit(Command command) {
        return submit(command, TIMEOUT_MILLIS);
    }

    /** The command arrives, and the lane does what it can. */
    Answered submit(Command command, long timeoutMillis) {
        Answered answered = arrive(command, timeoutMillis);
        world.run();
        return answered;
    }

    /** The command arrives together with the next ones. */
    Answered arrive(Command command) {
        return arrive(command, TIMEOUT_MILLIS);
    }

    Answered arrive(Command command, long timeoutMillis) {
        Pending pending = new Pending(
                command, world.nanoTime() + Duration.ofMillis(timeoutMillis).toNanos(), Runnable::run);
        lane.submit(pending);
        return new Answered(pending.promise().future());
    }

    List<Answered> arrive(int count, int merchant, String sku) {
        List<Answered> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(arrive(order(merchant, sku, 1)));
        }
        return all;
    }

    /** An order under a key of its own. */
    PlaceOrder order(int merchant, String sku, long quantity) {
        return order(merchant, "key-" + ++keys, sku, quantity);
    }

    PlaceOrder order(int merchant, String key, String sku, long quantity) {
        return new PlaceOrder(
                merchant,
                world.nextId(),
                world.now(),
                new Keyed(PlaceOrder.KIND, key, new RequestHash(quantity, sku.hashCode(), 0, 0)),
                null,
                List.of(new PlaceOrder.RequestedLine(sku, quantity, null)));
    }

    CancelOrder cancel(int merchant, UUID order) {
        return new CancelOrder(merchant, world.nextId(), world.now(), order, Precondition.NONE);
    }

    /** A command that needs a product and has no key. */
    DeactivateProduct deactivate(int merchant, String sku) {
        return new DeactivateProduct(merchant, world.nextId(), world.now(), sku, Precondition.NONE);
    }

    PutProduct create(int merchant, String sku) {
        ProductDraft draft = new ProductDraft(
                sku,
                sku,
                new Money(500, "EUR"),
                StockPolicy.REJECT,
                null,
                2_000,
                Rounding.PER_LINE,
                Packaging.SINGLE,
                100,
                true);
        return new PutProduct(merchant, world.nextId(), world.now(), draft, PutProduct.Mode.CREATE, Precondition.NONE);
    }

    /** Answers appends truthfully until the lane has nothing in flight. */
    void appendAll() {
        world.run();
        int left = 2_000;
        while (session().next() == FakeSession.Kind.APPEND) {
            session().append();
            if (left-- == 0) {
                throw new AssertionError("the lane never comes to rest");
            }
        }
    }

    /** Reconnects after a loss. */
    void reconnect() {
        world.advance(100);
    }

    /** What a command's sender holds. */
    record Answered(Future<Result> future) {
        boolean isOpen() {
            return !future.isComplete();
        }

        Result result() {
            if (!future.succeeded()) {
                throw new AssertionError(isOpen() ? "no answer yet" : "failed", future.cause());
            }
            return future.result();
        }

        Throwable failure() {
            if (!future.failed()) {
                throw new AssertionError(isOpen() ? "no answer yet" : "answered with " + future.result());
            }
            return future.cause();
        }

        boolean isAccepted() {
            return future.succeeded() && future.result() instanceof Result.Accepted;
        }
    }
}
