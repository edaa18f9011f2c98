package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Version;
import dev.millrace.store.Database;
import dev.millrace.store.StoredOrder;
import dev.millrace.wire.OrderJson;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OrderListIT {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @AutoClose
    private static final TestDatabase TEST_DATABASE = TestDatabase.create();

    private final FeedConfig config = FeedConfig.defaults();
    private final Wakeups progress = new Wakeups(10, 10);
    private OrderList list;
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
        list = new OrderList(loop.vertx(), pools.lists(), progress, config);
        projection = new OrderProjection(pools.background(), config);
    }

    @Test
    void theNewestComesFirst() {
        TestMerchant merchant = merchant("newest");
        Order first = merchant.place(null, AT, "A");
        Order second = merchant.place(null, AT, "A");
        project(merchant);

        OrderListResult.Orders page = page(merchant, OrderFilter.NONE, 10, null);

        assertThat(ids(page)).containsExactly(second.id(), first.id());
        assertThat(page.next()).isNull();
        assertThat(page.asOf()).isEqualTo(new Version(merchant.history(), 2));
        assertThat(page.orders().getFirst().body()).isEqualTo(OrderJson.bytes(second));
    }

    @Test
    void aMerchantWithoutOrdersHasAnEmptyList() {
        TestMerchant merchant = merchant("none");

        OrderListResult.Orders page = page(merchant, OrderFilter.NONE, 10, null);

        assertThat(page.orders()).isEmpty();
        assertThat(page.asOf()).isEqualTo(new Version(merchant.history(), 0));
    }

    @Test
    void everyFilterCountsAloneAndTogether() {
        TestMerchant merchant = merchant("filters");
        Order a = merchant.place("mine", AT, "A");
        Order b = merchant.place("yours", AT.plusSeconds(10), "A", "B");
        Order c = merchant.place("mine", AT.plusSeconds(20), "B");
        Order d = merchant.reject(AT.plusSeconds(30), "B");
        merchant.cancel(c);
        project(merchant);

        assertThat(filtered(merchant, "open", null, null, null, null)).containsExactly(b.id(), a.id());
        assertThat(filtered(merchant, "rejected", null, null, null, null)).containsExactly(d.id());
        assertThat(filtered(merchant, "completed", null, null, null, null)).isEmpty();
        assertThat(filtered(merchant, null, "B", null, null, null)).containsExactly(d.id(), c.id(), b.id());
        assertThat(filtered(merchant, null, "unknown", null, null, null)).isEmpty();
        assertThat(filtered(merchant, null, null, "mine", null, null)).containsExactly(c.id(), a.id());
        assertThat(filtered(merchant, null, null, null, AT.plusSeconds(10), null))
                .containsExactly(d.id(), c.id(), b.id());
        assertThat(filtered(merchant, null, null, null, null, AT.plusSeconds(10)))
                .containsExactly(a.id());
        assertThat(filtered(merchant, null, null, null, AT.plusSeconds(10), AT.plusSeconds(30)))
                .containsExactly(c.id(), b.id());
        assertThat(filtered(merchant, "cancelled", "B", "mine", AT, AT.plusSeconds(60)))
                .containsExactly(c.id());
        assertThat(filtered(merchant, "open", "B", "mine", null, null)).isEmpty();
    }

    @Test
    void pagesStayStableWhileOrdersArrive() {
        TestMerchant merchant = merchant("stable");
        List<UUID> placed = new ArrayList<>(
                merchant.placeMany(25, AT, "A").stream().map(Order::id).toList());
        project(merchant);

        List<UUID> seen = new ArrayList<>();
        Version after = null;
        do {
            OrderListResult.Orders page = page(merchant, new OrderFilter(null, "A", null, null, null), 4, after);
            assertThat(page.orders()).hasSizeLessThanOrEqualTo(4);
            seen.addAll(ids(page));
            after = page.next();
            merchant.place(null, AT, "A");
            project(merchant);
        } while (after != null);

        assertThat(seen).containsExactlyElementsOf(placed.reversed());
    }

    @Test
    void anotherMerchantsOrdersAreNotSeen() {
        TestMerchant merchant = merchant("mine");
        TestMerchant other = merchant("other");
        other.place("ref", AT, "A");
        project(other);

        assertThat(page(merchant, OrderFilter.NONE, 10, null).orders()).isEmpty();
        assertThat(filtered(merchant, null, "A", null, null, null)).isEmpty();
        assertThat(filtered(merchant, null, null, "ref", null, null)).isEmpty();
    }

    @Test
    void waitsForTheHeadAtItsArrival() {
        TestMerchant merchant = merchant("waits");
        Order order = merchant.place(null, AT, "A");
        OrderList patient = patient();
        CompletableFuture<OrderListResult> listing = loop.start(() -> patient.list(query(merchant, null)));
        whenSomebodyWaits();
        assertThat(listing).isNotDone();

        project(merchant);
        progress.reached(merchant.id(), 1);

        assertThat(listing)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(result ->
                        assertThat(ids((OrderListResult.Orders) result)).containsExactly(order.id()));
    }

    @Test
    void answersWithWhatThereIsWhenTheTimeIsOverAndSaysHowFarThatGoes() {
        TestMerchant merchant = merchant("impatient");
        merchant.place(null, AT, "A");
        project(merchant);
        merchant.place(null, AT, "A");

        OrderListResult.Orders page = page(merchant, OrderFilter.NONE, 10, null);

        assertThat(page.orders()).hasSize(1);
        assertThat(page.asOf()).isEqualTo(new Version(merchant.history(), 1));
        assertThat(progress.waiting()).isZero();
    }

    @Test
    void aReaderWhoAsksForLessDoesNotWaitForMore() {
        TestMerchant merchant = merchant("asks for one");
        merchant.place(null, AT, "A");
        project(merchant);
        merchant.place(null, AT, "A");
        OrderList patient = patient();

        OrderListResult result = loop.await(() -> patient.list(query(merchant, new Version(merchant.history(), 1))));

        assertThat(((OrderListResult.Orders) result).orders()).hasSize(1);
    }

    @Test
    void whatIsOfAnotherHistoryIsGone() {
        TestMerchant merchant = merchant("gone");
        merchant.place(null, AT, "A");
        Version stranger = new Version("anotherone", 1);

        assertThat(loop.await(() -> list.list(query(merchant, stranger))))
                .isEqualTo(new OrderListResult.HistoryGone(merchant.history(), 1));
        assertThat(loop.await(() -> list.list(new OrderListQuery(merchant.id(), OrderFilter.NONE, 10, stranger, null))))
                .isEqualTo(new OrderListResult.HistoryGone(merchant.history(), 1));
    }

    @Test
    void whatIsBeyondTheHeadIsGone() {
        TestMerchant merchant = merchant("beyond");
        merchant.place(null, AT, "A");
        OrderListResult gone = new OrderListResult.HistoryGone(merchant.history(), 1);

        for (String history : List.of("", merchant.history())) {
            Version beyond = new Version(history, 2);
            assertThat(loop.await(() -> list.list(query(merchant, beyond)))).isEqualTo(gone);
            assertThat(loop.await(
                            () -> list.list(new OrderListQuery(merchant.id(), OrderFilter.NONE, 10, beyond, null))))
                    .isEqualTo(gone);
        }
    }

    private OrderList patient() {
        FeedConfig waiting = new FeedConfig(
                config.pollInterval(),
                config.eventsBytesMax(),
                config.waitersMax(),
                config.merchantWaitersMax(),
                Duration.ofMinutes(5),
                config.projectionBytesMax(),
                config.projectionPause(),
                config.retryDelayMax(),
                config.fillInterval(),
                config.fillSkusMax(),
                config.jobStuckAfter());
        return new OrderList(loop.vertx(), pools.lists(), progress, waiting);
    }

    private void whenSomebodyWaits() {
        Soon.await("somebody who waits").atMost(Duration.ofSeconds(10)).until(() -> progress.waiting() > 0);
    }

    private static TestMerchant merchant(String name) {
        return TestMerchant.create(TEST_DATABASE, name, "0123456789");
    }

    private void project(TestMerchant merchant) {
        loop.await(() -> projection.step(merchant.id()));
    }

    private List<UUID> filtered(
            TestMerchant merchant,
            @Nullable String status,
            @Nullable String sku,
            @Nullable String customerRef,
            @Nullable Instant from,
            @Nullable Instant before) {
        return ids(page(merchant, new OrderFilter(status, sku, customerRef, from, before), 10, null));
    }

    private OrderListResult.Orders page(TestMerchant merchant, OrderFilter filter, int limit, @Nullable Version after) {
        return (OrderListResult.Orders)
                loop.await(() -> list.list(new OrderListQuery(merchant.id(), filter, limit, after, null)));
    }

    private static OrderListQuery query(TestMerchant merchant, @Nullable Version readTo) {
        return new OrderListQuery(merchant.id(), OrderFilter.NONE, 10, null, readTo);
    }

    private static List<UUID> ids(OrderListResult.Orders page) {
        return page.orders().stream().map(StoredOrder::orderId).toList();
    }
}
