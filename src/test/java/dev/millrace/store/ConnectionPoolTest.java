package dev.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.ConnectionPool.Lease;
import dev.millrace.store.OperationFailure.Overloaded;
import dev.millrace.store.OperationFailure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
    private static final StatementOwner ADA = new StatementOwner.Merchant(1);
    private static final StatementOwner BOB = new StatementOwner.Merchant(2);
    private static final StatementOwner CLEO = new StatementOwner.Merchant(3);

    private final List<Promise<Fake>> openings = new ArrayList<>();
    private final List<Later> timers = new ArrayList<>();

    private static final class Fake implements ConnectionPool.Pooled {
        Runnable lost = () -> {};
        boolean abandoned;
        boolean closed;

        @Override
        public void onLost(Runnable lost) {
            this.lost = lost;
        }

        @Override
        public void abandon() {
            abandoned = true;
        }

        @Override
        public Future<Void> close() {
            closed = true;
            return Future.succeededFuture();
        }
    }

    private record Later(long millis, Runnable task) {}

    private ConnectionPool<Fake> pool(int connections, int waiting, int holderWaiting) {
        return new ConnectionPool<>(
                () -> {
                    openings.add(Promise.promise());
                    return openings.getLast().future();
                },
                (millis, task) -> {
                    Later later = new Later(millis, task);
                    timers.add(later);
                    return () -> timers.remove(later);
                },
                () -> Math.nextDown(1.0),
                new ConnectionPool.Limits(connections, waiting, holderWaiting, 5_000));
    }

    private Fake opened() {
        Fake fake = new Fake();
        openings.removeFirst().complete(fake);
        return fake;
    }

    /** With both of its connections open and one of them in somebody's hands. */
    private ConnectionPool<Fake> warm(int waiting, int holderWaiting) {
        ConnectionPool<Fake> pool = pool(2, waiting, holderWaiting);
        Lease<Fake> first = after(pool.take(ADA), this::opened);
        Lease<Fake> second = after(pool.take(BOB), this::opened);
        pool.giveBack(first, true);
        pool.giveBack(second, true);
        return pool;
    }

    private static Lease<Fake> after(Future<Lease<Fake>> taken, Runnable event) {
        event.run();
        return taken.result();
    }

    @Test
    void opensAConnectionOnlyWhenOneIsNeeded() {
        ConnectionPool<Fake> pool = pool(2, 10, 10);
        assertThat(openings).isEmpty();

        Future<Lease<Fake>> taken = pool.take(ADA);
        Fake only = opened();
        assertThat(taken.result().connection()).isSameAs(only);

        pool.giveBack(taken.result(), true);
        assertThat(pool.take(BOB).result().connection()).isSameAs(only);
        assertThat(openings).isEmpty();
    }

    @Test
    void oneHolderNeverHasTheLastConnection() {
        ConnectionPool<Fake> pool = warm(10, 10);
        pool.take(ADA);

        Future<Lease<Fake>> second = pool.take(ADA);
        assertThat(second.isComplete()).isFalse();
        assertThat(pool.take(BOB).isComplete()).isTrue();
    }

    @Test
    void theOnlyConnectionIsForWhoeverComes() {
        ConnectionPool<Fake> pool = pool(1, 10, 10);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        Future<Lease<Fake>> neighbour = pool.take(BOB);

        pool.giveBack(lease, true);
        assertThat(neighbour.isComplete()).isTrue();
    }

    @Test
    void holdersTakeTurns() {
        ConnectionPool<Fake> pool = pool(1, 100, 100);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        List<StatementOwner> served = new ArrayList<>();
        for (StatementOwner holder : List.of(ADA, ADA, ADA, BOB, CLEO)) {
            pool.take(holder).onSuccess(granted -> {
                served.add(granted.holder());
                pool.giveBack(granted, true);
            });
        }

        pool.giveBack(lease, true);
        assertThat(served).containsExactly(ADA, BOB, CLEO, ADA, ADA);
    }

    @Test
    void refusesAHolderBeyondHisPlacesAndNobodyElse() {
        ConnectionPool<Fake> pool = warm(100, 2);
        for (int i = 0; i < 3; i++) {
            pool.take(ADA);
        }

        assertThat(pool.take(ADA).cause()).isInstanceOf(Overloaded.class);
        assertThat(pool.take(BOB).isComplete()).isTrue();
        assertThat(pool.take(BOB).failed()).isFalse();
        assertThat(pool.waiting()).isEqualTo(3);
    }

    @Test
    void oneHolderNeverHasMorePlacesThanAreLeft() {
        ConnectionPool<Fake> pool = warm(4, 100);
        for (int i = 0; i < 3; i++) {
            pool.take(ADA);
        }

        assertThat(pool.take(ADA).cause()).isInstanceOf(Overloaded.class);
        assertThat(pool.take(BOB).succeeded()).isTrue();
        assertThat(pool.take(BOB).failed()).isFalse();
    }

    @Test
    void whoWaitsSharesTheConnectionThatThereIsWhenNoOtherCanBeOpened() {
        ConnectionPool<Fake> pool = pool(2, 10, 10);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        Future<Lease<Fake>> neighbour = pool.take(BOB);
        openings.removeFirst().fail("too many connections");
        assertThat(neighbour.isComplete()).isFalse();

        pool.giveBack(lease, true);
        assertThat(neighbour.succeeded()).isTrue();
    }

    @Test
    void aFailedAttemptMakesTheNextOneLater() {
        ConnectionPool<Fake> pool = pool(1, 10, 10);
        List<Long> delays = new ArrayList<>();
        for (int attempt = 0; attempt < 9; attempt++) {
            pool.take(ADA);
            openings.removeFirst().fail("refused");
            assertThat(pool.take(ADA).isComplete())
                    .as("waits for the next attempt")
                    .isFalse();
            assertThat(openings).isEmpty();
            Later retry = timers.stream()
                    .filter(later -> later.millis() != 5_000)
                    .findFirst()
                    .orElseThrow();
            timers.remove(retry);
            delays.add(retry.millis());
            retry.task().run();
        }
        assertThat(delays).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 1_000L, 1_000L);
    }

    @Test
    void failsWhoWaitsWhenThereIsNoConnectionAtAll() {
        ConnectionPool<Fake> pool = pool(2, 10, 10);
        Future<Lease<Fake>> taken = pool.take(ADA);
        openings.removeFirst().fail("refused");

        assertThat(taken.cause()).isInstanceOf(StoreUnavailable.class).hasRootCauseMessage("refused");
        assertThat(((OperationFailure) taken.cause()).notExecuted()).isTrue();
    }

    @Test
    void whoWaitsForTooLongIsToldSoAndHasNoPlaceAnyMore() {
        ConnectionPool<Fake> pool = pool(1, 10, 10);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        Future<Lease<Fake>> late = pool.take(BOB);

        timers.removeFirst().task().run();
        assertThat(late.cause()).isInstanceOf(Overloaded.class);
        assertThat(pool.waiting()).isZero();

        pool.giveBack(lease, true);
        assertThat(pool.take(CLEO).succeeded()).isTrue();
    }

    @Test
    void nobodyIsTimedWhoGotWhatHeWanted() {
        ConnectionPool<Fake> pool = pool(1, 10, 10);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        Future<Lease<Fake>> neighbour = pool.take(BOB);
        pool.giveBack(lease, true);

        assertThat(neighbour.succeeded()).isTrue();
        assertThat(timers).isEmpty();
    }

    @Test
    void aConnectionThatIsNoLongerGoodIsReplaced() {
        ConnectionPool<Fake> pool = pool(1, 10, 10);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        Future<Lease<Fake>> neighbour = pool.take(BOB);
        pool.giveBack(lease, false);

        assertThat(lease.connection().abandoned).isTrue();
        assertThat(pool.isConnected()).isFalse();
        Fake fresh = opened();
        assertThat(neighbour.result().connection()).isSameAs(fresh);
    }

    @Test
    void aConnectionThatIsLostInSomebodysHandsDoesNotComeBack() {
        ConnectionPool<Fake> pool = pool(1, 10, 10);
        Lease<Fake> lease = after(pool.take(ADA), this::opened);
        lease.connection().lost.run();
        pool.giveBack(lease, true);

        assertThat(pool.take(BOB).isComplete()).isFalse();
        assertThat(openings).hasSize(1);
    }

    @Test
    void isKeptOpenWithoutAnyoneWaiting() {
        ConnectionPool<Fake> pool = pool(2, 10, 10);
        pool.keepOpen();
        Fake first = opened();
        assertThat(pool.isConnected()).isTrue();

        first.lost.run();
        assertThat(pool.isConnected()).isFalse();
        opened();
        assertThat(pool.isConnected()).isTrue();
        assertThat(openings).isEmpty();
    }

    @Test
    void allConnectionsAreReplacedTheIdleOnesNowAndTheOthersWhenTheyComeBack() {
        ConnectionPool<Fake> pool = warm(10, 10);
        Lease<Fake> inUse = pool.take(ADA).result();
        Fake idle = pool.take(BOB)
                .map(lease -> {
                    pool.giveBack(lease, true);
                    return lease.connection();
                })
                .result();

        pool.renew();
        assertThat(idle.abandoned).isTrue();
        assertThat(inUse.connection().abandoned).isFalse();
        pool.giveBack(inUse, true);
        assertThat(inUse.connection().abandoned).isTrue();

        Future<Lease<Fake>> next = pool.take(BOB);
        assertThat(next.isComplete()).isFalse();
        assertThat(next)
                .satisfies(taken -> assertThat(after(taken, this::opened)).isNotNull());
    }

    @Test
    void closesWhatIsIdleAndDropsTheRestWhenItComesBack() {
        ConnectionPool<Fake> pool = warm(10, 10);
        Lease<Fake> inUse = pool.take(ADA).result();
        Fake idle = pool.take(BOB)
                .map(lease -> {
                    pool.giveBack(lease, true);
                    return lease.connection();
                })
                .result();
        Future<Lease<Fake>> waiting = pool.take(ADA);

        assertThat(pool.close().succeeded()).isTrue();
        assertThat(idle.closed).isTrue();
        assertThat(waiting.cause()).isInstanceOf(OperationFailure.ShuttingDown.class);
        pool.giveBack(inUse, true);
        assertThat(inUse.connection().abandoned).isTrue();
        assertThat(pool.take(ADA).cause()).isInstanceOf(OperationFailure.ShuttingDown.class);
    }
}
