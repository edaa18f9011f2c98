package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract on the fake that the lane's unit tests and the simulation stand on, and what only a fake can do. */
class FakeLaneStoreTest extends LaneStoreContract {
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final long STEP_MILLIS = 10;

    private final TestWorld world = new TestWorld();
    private final FakeDatabase database = new FakeDatabase(world);
    private final FakeStore store = new FakeStore(world, database, Conduct.PERFECT);
    private int merchants;

    @Override
    LaneStore store() {
        return store;
    }

    @Override
    int merchant() {
        database.create(++merchants);
        return merchants;
    }

    @Override
    int nobody() {
        return Integer.MAX_VALUE;
    }

    @Override
    <T> CompletableFuture<T> start(Supplier<Future<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        world.execute(() -> work.get().onComplete(result::complete, result::completeExceptionally));
        world.run();
        return result;
    }

    @Override
    <T> T await(Supplier<Future<T>> work) {
        return join(start(work));
    }

    @Override
    <T> T join(CompletableFuture<T> result) {
        long end = world.nowMillis() + TIMEOUT_MILLIS;
        while (!result.isDone() && world.nowMillis() < end) {
            world.advance(STEP_MILLIS);
        }
        assertThat(result).as("in %d ms", TIMEOUT_MILLIS).isCompleted();
        return result.join();
    }

    @Override
    void awaitBlocked(int backends) {
        world.run();
        assertThat(database.backends().stream().filter(database.locks()::isWaiting))
                .hasSizeGreaterThanOrEqualTo(backends);
    }

    @Test
    void aLockThatLastsTooLongIsAProvenRollback() {
        LaneSession session = open();
        Desk shop = shop(session);
        shop.decide(shop.order("A", 1));
        SentBatch batch = batch(shop);
        LaneSession blocker = open();
        await(() -> blocker.lockHeads(Set.of(shop.merchantId())));

        assertThat(send(session, batch)).isInstanceOf(AppendOutcome.NotWritten.class);
        await(blocker::release);
        assertWritten(send(session, batch));
    }

    @Test
    void aRestoreBringsBackWhatWasAndEndsEveryBackend() {
        LaneSession session = open();
        Desk shop = shop(session);
        FakeTables before = store.books(shop.merchantId());
        shop.decide(shop.order("A", 1));
        assertWritten(append(session, shop));

        database.restore(1, "zyxwvutsrq");
        FakeTables restored = store.books(shop.merchantId());

        assertThat(database.backends()).isEmpty();
        assertThat(restored.head.batchId()).isEqualTo(before.head.batchId());
        assertThat(restored.head.history()).isEqualTo("zyxwvutsrq");
        assertThat(restored.stock("A")).isEqualTo(before.stock("A"));
        assertThat(restored.journal).isEqualTo(before.journal);
    }
}
