package dev.millrace.attack.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Changed;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.endtoend.Shop;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.lane.LaneConfig;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What overload must not do, by what can be counted; how fast it is measures the command {@code overload}. The server's
 * limits are so small that a few clients are too many, and its database waits while somebody holds a merchant's head.
 */
class OverloadIT {
    private static final int PLACES = 64;
    private static final int MERCHANT_PLACES = 32;
    private static final int BATCH = 8;
    private static final int ORDERS = 100;
    private static final int IDLE = 2_000;
    private static final int SLOW = 50;
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern QUEUE = Pattern.compile("millrace_lane_queue_commands\\{lane=\"0\",?} ([0-9.]+)");

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = ApiClient.http();
    private static Millrace node;

    @BeforeAll
    static void start() {
        node = Millrace.start(config());
    }

    @AfterAll
    static void stop() {
        node.close();
        HTTP.close();
        DATABASE.close();
    }

    @Test
    void refusesAtOnceWhatIsBeyondTheQueueDoesNothingOfItAndGoesOn() throws Exception {
        Shop shop = Shop.open(DATABASE, "beyond the queue");
        ApiClient client = new ApiClient(HTTP, node.apiPort(), shop.key());
        client.stock("A", 1_000);
        List<CompletableFuture<Answer>> sent;
        try (Connection holder = hold(shop)) {
            sent = order(client, "o-", ORDERS);
            Soon.await("refusals beyond the queue")
                    .atMost(TIMEOUT)
                    .until(() -> count(sent, 503) == ORDERS - MERCHANT_PLACES);
            assertThat(queued()).isEqualTo(MERCHANT_PLACES);
            holder.rollback();
        }
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(OverloadIT::saysNotExecuted);
        assertThat(count(sent, 201)).isEqualTo(MERCHANT_PLACES);
        for (int order = 0; order < ORDERS; order++) {
            boolean accepted = answers.get(order).status() == 201;
            assertThat(ordersWithKey(shop, "o-" + order))
                    .as("o-" + order + " " + answers.get(order).status())
                    .isEqualTo(accepted ? 1 : 0);
        }
        assertThat(client.place("o-after", ApiClient.order("A", 1)).status()).isEqualTo(201);
        Soon.await("an empty queue").atMost(TIMEOUT).until(() -> queued() == 0);
    }

    @Test
    void leavesPlacesToOthersThoughTwoWantThemAll() throws Exception {
        List<Shop> greedy = List.of(Shop.open(DATABASE, "greedy"), Shop.open(DATABASE, "greedy too"));
        Shop modest = Shop.open(DATABASE, "modest");
        for (Shop shop : List.of(greedy.getFirst(), greedy.getLast(), modest)) {
            new ApiClient(HTTP, node.apiPort(), shop.key()).stock("A", 1_000);
        }
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        CompletableFuture<Answer> order;
        try (Connection holder = hold(greedy.getFirst())) {
            for (Shop shop : greedy) {
                all.addAll(order(new ApiClient(HTTP, node.apiPort(), shop.key()), "g-", ORDERS));
            }
            Soon.await("refusals of the greedy").atMost(TIMEOUT).until(() -> count(all, 503) >= 2 * ORDERS - PLACES);
            order = order(new ApiClient(HTTP, node.apiPort(), modest.key()), "m-", 1)
                    .getFirst();
            Soon.await("the modest order in the queue")
                    .atMost(TIMEOUT)
                    .until(() -> queued() == 2 * ORDERS - count(all, 503) + 1);
            holder.rollback();
        }

        assertThat(order.join().status()).isEqualTo(201);
        assertThat(all).allSatisfy(answer -> assertThat(answer.join().status()).isIn(201, 503));
    }

    @Test
    void saysOfNothingThatItWasNotDoneIfItWas() throws Exception {
        Shop shop = Shop.open(DATABASE, "deadlines");
        ApiClient client = new ApiClient(HTTP, node.apiPort(), shop.key());
        client.stock("A", 1_000);
        List<CompletableFuture<Answer>> sent;
        try (Connection holder = hold(shop)) {
            sent = order(client, "d-", MERCHANT_PLACES);
            sent.forEach(CompletableFuture::join);
            holder.rollback();
        }
        // What waits behind it in the lane was decided after the hold.
        assertThat(client.place("d-after", ApiClient.order("A", 1)).status()).isEqualTo(201);

        // One batch was sent and one was decided behind it; the rest was never sent.
        assertThat(count(sent, 504)).isBetween(1L, 2L * BATCH);
        assertThat(count(sent, 503) + count(sent, 504)).isEqualTo(MERCHANT_PLACES);
        for (int order = 0; order < MERCHANT_PLACES; order++) {
            Answer answer = sent.get(order).join();
            if (answer.status() == 503) {
                saysNotExecuted(answer);
                assertThat(ordersWithKey(shop, "d-" + order)).isZero();
            } else {
                assertThat(answer.body()).contains("\"outcome_unknown\"");
            }
            // Either way the key may be sent again, and has one outcome from then on.
            assertThat(client.place("d-" + order, ApiClient.order("A", 1)).status())
                    .isEqualTo(201);
            assertThat(ordersWithKey(shop, "d-" + order)).isEqualTo(1);
        }
    }

    @Test
    void sendsSlowClientsAwayAndServesTheOthersMeanwhile() {
        Shop shop = Shop.open(DATABASE, "slow neighbours");
        ApiClient client = new ApiClient(HTTP, node.apiPort(), shop.key());
        client.stock("A", 1_000);
        try (Crowd idle = new Crowd(Crowd.Habit.IDLE, node.apiPort(), shop.key(), IDLE);
                Crowd heads = new Crowd(Crowd.Habit.DRIPS_HEAD, node.apiPort(), shop.key(), SLOW);
                Crowd bodies = new Crowd(Crowd.Habit.DRIPS_BODY, node.apiPort(), shop.key(), SLOW)) {
            for (int order = 0; order < 20; order++) {
                assertThat(client.place("s-" + order, ApiClient.order("A", 1)).status())
                        .isEqualTo(201);
            }
            Soon.await("slow clients to be sent away").atMost(TIMEOUT).until(() -> {
                heads.tick();
                bodies.tick();
                return heads.stillOpen() + bodies.stillOpen() == 0;
            });
            idle.tick();
            assertThat(idle.stillOpen()).isEqualTo(IDLE);
            assertThat(client.place("s-after", ApiClient.order("A", 1)).status())
                    .isEqualTo(201);
        }
    }

    private static List<CompletableFuture<Answer>> order(ApiClient client, String prefix, int orders) {
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            sent.add(client.placing(prefix + order, ApiClient.order("A", 1)));
        }
        return sent;
    }

    /** Keeps every append of a merchant waiting until it is rolled back. */
    private static Connection hold(Shop shop) throws Exception {
        Connection holder = DATABASE.connect();
        holder.setAutoCommit(false);
        try (PreparedStatement lock = holder.prepareStatement("SELECT 1 FROM heads WHERE merchant_id = ? FOR UPDATE")) {
            lock.setInt(1, shop.merchantId());
            lock.execute();
        }
        return holder;
    }

    private static void saysNotExecuted(Answer answer) {
        assertThat(answer.body()).contains("\"not_executed\":true");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private static long count(List<CompletableFuture<Answer>> sent, int status) {
        return sent.stream()
                .filter(CompletableFuture::isDone)
                .filter(answer -> answer.join().status() == status)
                .count();
    }

    private static long queued() {
        ApiClient operator = new ApiClient(HTTP, node.managementPort(), "none");
        Matcher queue = QUEUE.matcher(operator.get("/metrics").body());
        assertThat(queue.find()).as("the queue is measured").isTrue();
        return (long) Double.parseDouble(queue.group(1));
    }

    private static long ordersWithKey(Shop shop, String key) {
        return shop.number("SELECT count(*) FROM orders WHERE merchant_id = ? AND idempotency_key = '" + key + "'");
    }

    private static MillraceConfig config() {
        return TestNode.config(DATABASE).with(laneConfig()).with(apiConfig());
    }

    private static LaneConfig laneConfig() {
        return Changed.of(
                LaneConfig.defaults(),
                Map.of(
                        "lanes", 1,
                        "batchCommandsMax", BATCH,
                        "queueCommandsMax", PLACES,
                        "merchantQueueCommandsMax", MERCHANT_PLACES));
    }

    private static ApiConfig apiConfig() {
        return Changed.of(ApiConfig.defaults(), Map.of("port", 0, "requestDeadline", DEADLINE));
    }
}
