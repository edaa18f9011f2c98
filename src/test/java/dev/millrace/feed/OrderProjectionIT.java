package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Order;
import dev.millrace.jobs.JobListener;
import dev.millrace.jobs.JobSite;
import dev.millrace.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OrderProjectionIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30Z");

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private OrderProjection projection;

    private static EventLoop loop;
    private static Database pools;

    @BeforeAll
    static void start(Vertx vertx) {
        loop = new EventLoop(vertx);
        pools = new Database(vertx, TEST_DATABASE.config());
    }

    @BeforeEach
    void make() {
        projection = new OrderProjection(pools.background(), FeedConfig.defaults());
    }

    @Test
    void takesWhatTheJournalHolds() {
        TestMerchant merchant = merchant("takes");
        merchant.product("A", 5);
        Order placed = merchant.place("ref", AT, "A", "B", "A");
        Order rejected = merchant.reject(AT.plusSeconds(1), "C");

        assertThat(step(merchant)).isEqualTo(new OrderProjection.Step.Advanced(3, List.of()));

        assertThat(search(merchant))
                .containsExactly("2 " + placed.id() + " open ref", "3 " + rejected.id() + " rejected null");
        assertThat(skus(merchant)).containsExactly("A 2", "B 2", "C 3");
        assertThat(step(merchant)).isEqualTo(new OrderProjection.Step.UpToDate(3));
    }

    @Test
    void followsAnOrderThatChanges() {
        TestMerchant merchant = merchant("follows");
        Order first = merchant.place(null, AT, "A");
        step(merchant);
        Order second = merchant.place(null, AT, "A");
        merchant.cancel(first);
        merchant.append(new EventData.BackordersFilled(second, List.of()));
        step(merchant);

        assertThat(search(merchant))
                .containsExactly("1 " + first.id() + " cancelled null", "2 " + second.id() + " open null");
    }

    @Test
    void anotherMerchantsOrdersAreLeftAlone() {
        TestMerchant merchant = merchant("changes");
        TestMerchant other = merchant("is left alone");
        Order changed = merchant.place(null, AT, "A");
        Order kept = other.place(null, AT, "A");
        step(merchant);
        step(other);
        merchant.cancel(changed);
        step(merchant);

        assertThat(search(merchant)).containsExactly("1 " + changed.id() + " cancelled null");
        assertThat(search(other)).containsExactly("1 " + kept.id() + " open null");
    }

    @Test
    void rebuiltFromTheFirstEventItIsTheSame() {
        TestMerchant merchant = merchant("rebuilt");
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            orders.addAll(merchant.placeMany(1 + i % 4, AT.plusSeconds(i), "SKU-" + i % 5));
            if (i % 3 == 2) {
                merchant.cancel(orders.get(i));
                merchant.reject(AT, "SKU-x");
            }
            step(merchant);
        }
        List<String> incremental = search(merchant);
        List<String> incrementalSkus = skus(merchant);
        assertThat(incremental).hasSize(orders.size() + 10);

        merchant.run("DELETE FROM order_search WHERE merchant_id = ?", merchant.id());
        merchant.run("DELETE FROM order_search_skus WHERE merchant_id = ?", merchant.id());
        merchant.run("UPDATE projections SET number = 0 WHERE merchant_id = ?", merchant.id());
        catchUp(merchant);

        assertThat(search(merchant)).isEqualTo(incremental);
        assertThat(skus(merchant)).isEqualTo(incrementalSkus);
    }

    @Test
    void twoWorkersAtOnceTakeEveryRowOnce() {
        TestMerchant merchant = merchant("two workers");
        FeedConfig defaults = FeedConfig.defaults();
        OrderProjection small = new OrderProjection(pools.background(), bytes(defaults, 2_000));
        for (int i = 0; i < 60; i++) {
            merchant.placeMany(3, AT, "A");
        }

        loop.await(() -> Future.all(untilUpToDate(small, merchant), untilUpToDate(small, merchant)));

        assertThat(search(merchant)).hasSize(180);
        assertThat(skus(merchant)).hasSize(180);
        assertThat(step(merchant)).isEqualTo(new OrderProjection.Step.UpToDate(180));
    }

    @Test
    void whoFindsAnotherAtItGoesAway() throws SQLException {
        TestMerchant merchant = merchant("busy");
        merchant.place(null, AT, "A");
        step(merchant);
        merchant.place(null, AT, "A");
        try (Connection other = TEST_DATABASE.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM projections WHERE merchant_id = " + merchant.id() + " FOR UPDATE");

            assertThat(step(merchant)).isEqualTo(new OrderProjection.Step.Busy());
        }
    }

    @Test
    void aStepThatFailsLeavesNothingBehind() {
        TestMerchant merchant = merchant("failing");
        merchant.place(null, AT, "A");
        merchant.appendText(2, 2, "[{\"type\":\"order.placed\",\"data\":{\"id\":\"nonsense\"}}]");

        assertThat(loop.awaitFailure(() -> projection.step(merchant.id()))).isInstanceOf(IllegalStateException.class);

        assertThat(search(merchant)).isEmpty();
    }

    @Test
    void oneBrokenMerchantDoesNotStopTheOthers() throws InterruptedException {
        TestMerchant broken = merchant("broken");
        broken.appendText(1, 1, "[nonsense]");
        TestMerchant sound = merchant("sound");
        sound.place(null, AT, "A");
        CountDownLatch failures = new CountDownLatch(2);
        AtomicLong lag = new AtomicLong();
        Feed feed = new Feed(JobSite.of(loop.vertx()), pools, FeedConfig.defaults(), new ProjectionListener() {
            @Override
            public void behind(long events, int merchants) {
                lag.set(events);
            }

            @Override
            public void failed(int merchantId, Throwable failure) {
                failures.countDown();
            }
        });

        feed.start();

        assertThat(failures.await(20, TimeUnit.SECONDS)).as("it is tried again").isTrue();
        OrderListResult.Orders list = (OrderListResult.Orders)
                loop.await(() -> feed.orders().list(new OrderListQuery(sound.id(), OrderFilter.NONE, 10, null, null)));
        assertThat(list.orders()).hasSize(1);
        assertThat(lag.get()).isPositive();
        loop.await(feed::stop);
        broken.run("DELETE FROM journal WHERE merchant_id = ?", broken.id());
        broken.run("UPDATE heads SET number = 0 WHERE merchant_id = ?", broken.id());
    }

    /** Each of them has one event more than was read, and the future of one round was nested as deep as they are many. */
    @Test
    void anyNumberOfMerchantsMayBeBehindAtOnce() throws InterruptedException {
        try (TestDatabase crowded = TestDatabase.create()) {
            crowd(crowded, 12_000);
            Database database = loop.make(() -> new Database(loop.vertx(), crowded.config()));
            CountDownLatch rounds = new CountDownLatch(2);
            JobSite site = new JobSite(loop.vertx(), Duration.ofMinutes(1), new JobListener() {
                @Override
                public void succeeded(String job) {
                    if (job.equals("order_search")) {
                        rounds.countDown();
                    }
                }
            });
            Feed feed = new Feed(site, database, FeedConfig.defaults(), ProjectionListener.NONE);
            for (int merchant = 1; merchant <= 12_000; merchant++) {
                feed.committed(merchant, 1);
            }

            feed.start();

            assertThat(rounds.await(60, TimeUnit.SECONDS)).as("the job goes on").isTrue();
            loop.await(feed::stop);
            loop.await(database::close);
        }
    }

    private static void crowd(TestDatabase database, int merchants) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO merchants (name) SELECT 'm' || n FROM generate_series(1, " + merchants + ") n");
            statement.execute("""
                    INSERT INTO heads (merchant_id, number, batch_id, history)
                    SELECT merchant_id, 1, gen_random_uuid(), '0123456789' FROM merchants
                    """);
            // Whoever else is at them: a step then ends at once, without a row to read.
            statement.execute(
                    "INSERT INTO projections (merchant_id, name, number) SELECT merchant_id, 'orders', 0 FROM merchants");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void followsTheCommitsThatItIsToldAndThoseThatItIsNot() {
        TestMerchant merchant = merchant("woken");
        Feed feed = new Feed(JobSite.of(loop.vertx()), pools, FeedConfig.defaults(), ProjectionListener.NONE);
        feed.start();
        merchant.place(null, AT, "A");
        feed.committed(merchant.id(), 1);
        assertThat(position(feed, merchant, 1)).isOne();

        merchant.place(null, AT, "A");
        assertThat(position(feed, merchant, 2)).isEqualTo(2);
        loop.await(feed::stop);
    }

    /** Waits in lists, each bounded, until the search has read that far; the poll takes a second at most. */
    private static long position(Feed feed, TestMerchant merchant, long number) {
        long position = 0;
        for (int attempt = 0; attempt < 20 && position < number; attempt++) {
            OrderListResult.Orders list = (OrderListResult.Orders) loop.await(
                    () -> feed.orders().list(new OrderListQuery(merchant.id(), OrderFilter.NONE, 10, null, null)));
            position = list.asOf().number();
        }
        return position;
    }

    private static Future<Void> untilUpToDate(OrderProjection projection, TestMerchant merchant) {
        return projection
                .step(merchant.id())
                .compose(step -> step instanceof OrderProjection.Step.UpToDate
                        ? Future.succeededFuture()
                        : untilUpToDate(projection, merchant));
    }

    private static FeedConfig bytes(FeedConfig config, int projectionBytesMax) {
        return new FeedConfig(
                config.pollInterval(),
                config.eventsBytesMax(),
                config.waitersMax(),
                config.merchantWaitersMax(),
                config.listWait(),
                projectionBytesMax,
                config.projectionPause(),
                config.retryDelayMax(),
                config.fillInterval(),
                config.fillSkusMax(),
                config.jobStuckAfter());
    }

    private static TestMerchant merchant(String name) {
        return TestMerchant.create(TEST_DATABASE, name, "0123456789");
    }

    private OrderProjection.Step step(TestMerchant merchant) {
        return loop.await(() -> projection.step(merchant.id()));
    }

    private void catchUp(TestMerchant merchant) {
        loop.await(() -> untilUpToDate(projection, merchant));
    }

    private static List<String> search(TestMerchant merchant) {
        return query("SELECT number || ' ' || order_id || ' ' || status || ' ' || coalesce(customer_ref, 'null')"
                + " FROM order_search WHERE merchant_id = " + merchant.id() + " ORDER BY number");
    }

    private static List<String> skus(TestMerchant merchant) {
        return query("SELECT sku || ' ' || number FROM order_search_skus WHERE merchant_id = " + merchant.id()
                + " ORDER BY sku, number");
    }

    private static List<String> query(String sql) {
        try (Connection connection = TEST_DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
