package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.ApiClient;
import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.ArchivedCluster;
import dev.millrace.app.database.Deployment;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.endtoend.Shop;
import dev.millrace.feed.audit.Audit;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.OpenSandbox;
import dev.millrace.store.DatabaseConfig;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database is brought back to an earlier point by PostgreSQL's own means, beside a count of what was acknowledged before and
 * after that point and the book of a supplier who was sent a purchase order after it.
 */
@ExtendWith(VertxExtension.class)
class PointInTimeRecoveryIT {
    private static final Path HOME = Path.of("target", "restored");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Several looks of the dispatcher. */
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static final int EACH = 10;
    private static final int SHORT = 30;
    private static final String BOOK_WHY = "restored to the order 'bought'";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the server does meanwhile. */
    enum Node {
        LIVES_ON("set back"),
        STARTED_ANEW("rows may be lost"),
        BY_THE_BOOK(BOOK_WHY);

        private final String held;

        Node(String held) {
            this.held = held;
        }
    }

    private final Acknowledged kept = new Acknowledged();
    private final Acknowledged lost = new Acknowledged();
    private final EventLoop loop;
    private final HttpClient http = ApiClient.http();
    private final OpenSandbox sandbox;

    private @Nullable Millrace node;

    @SuppressWarnings("NullAway.Init") // Opened when the database is there.
    private Shop shop;

    PointInTimeRecoveryIT(Vertx vertx) {
        loop = new EventLoop(vertx);
        sandbox = OpenSandbox.open(loop);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        sandbox.close();
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsGoneIsSaidToBeGoneAndNothingIsNumberedOrBoughtTwiceWithoutAWord(Node then) throws Exception {
        var installation = ArchivedCluster.installation();
        assumeTrue(installation.isPresent(), ArchivedCluster.MISSING);
        try (ArchivedCluster cluster = ArchivedCluster.make(HOME, installation.get())) {
            DatabaseConfig database = DatabaseConfig.at(cluster.url());
            new Migrations(database).migrate();
            node = Millrace.start(config(cluster));
            shop = Shop.open(cluster.url(), "restored");
            client().stock("tea", 1_000_000);
            sandbox.supply(client(), "A");
            kept.placeSome(client(), "early-", "tea", EACH);
            cluster.backUp();
            kept.placeSome(client(), "kept-", "tea", EACH);
            String cursorBefore = events().get("next").asText();
            String target = placeAndMark();
            lost.placeSome(client(), "lost-", "tea", EACH);
            Soon.await("bought after the point").atMost(TIMEOUT).until(() -> acknowledged() == 1);
            String cursorAfter = events().get("next").asText();
            String history = history();
            CompletableFuture<Answer> follower =
                    client().sending("GET", "/v1/events?wait=20&after=" + cursorAfter, null);

            restore(cluster, target, then);

            Soon.await("an order that is taken")
                    .atMost(TIMEOUT)
                    .until(() -> tries("new").status() == 201);
            assertNewHistory(history);
            assertOldPlacesAreGone(cursorBefore, cursorAfter, history);
            assertExactlyWhatWasBefore();
            assertHeld(database, then);
            kept.assertToldAgain(client(), history, history());
            lost.assertDecidedNow(client());
            assertNothingIsMissedFromZero();
            assertToldNothingOfAnotherHistory(follower, then);
            assertBuyingGoesOnWhenAnOperatorSaysSo(database);
            assertThat(new Audit(Jdbc.dataSource(database), Audit.ROWS_PER_PASS_MAX)
                            .run(_ -> {})
                            .checks())
                    .allMatch(check -> check.holds());
        }
    }

    private void restore(ArchivedCluster cluster, String target, Node then) throws Exception {
        Millrace served = running();
        if (then != Node.LIVES_ON) {
            served.close();
        }
        cluster.restore(target);
        if (then == Node.BY_THE_BOOK) {
            new Deployment(DatabaseConfig.at(cluster.url())).beginHistories(BOOK_WHY, "test");
        }
        if (then != Node.LIVES_ON) {
            node = Millrace.start(config(cluster));
        }
    }

    /** The last order that is kept is the one that something must be bought for; what follows from it is not. */
    private String placeAndMark() {
        kept.place(client(), "bought", ApiClient.order("A", SHORT));
        return "recovery_target_xid = '"
                + shop.text("SELECT xmin::text FROM orders WHERE merchant_id = ? AND idempotency_key = 'bought'")
                + "'";
    }

    private Answer tries(String key) {
        return client().place(key, ApiClient.order("tea", 1));
    }

    /** The journal goes on behind the last event that is kept, under another name, and begins only one new history. */
    private void assertNewHistory(String old) {
        assertThat(history()).isNotEqualTo(old);
        long last = Acknowledged.number(kept.answer("bought"));
        assertThat(shop.number("SELECT count(*) FROM histories WHERE merchant_id = ?"))
                .isEqualTo(2);
        assertThat(shop.number("SELECT k.number FROM heads h JOIN histories k USING (merchant_id, history)"
                        + " WHERE h.merchant_id = ?"))
                .isEqualTo(last);
        assertThat(Acknowledged.tag(tries("new"))).isEqualTo("\"" + history() + "-" + (last + 1) + "\"");
    }

    private void assertOldPlacesAreGone(String before, String after, String old) {
        for (String path : List.of(
                "/v1/events?after=" + before,
                "/v1/events?after=" + after,
                "/v1/orders?min_number=" + before,
                "/v1/orders?min_number=" + after,
                "/v1/orders?after=" + before)) {
            Answer answer = client().get(path);
            assertThat(answer.status()).as(path).isEqualTo(410);
            assertThat(answer.body()).as(path).contains("\"code\":\"history_gone\"", "\"head\":");
        }
        Answer told = kept.answer("kept-0");
        assertThat(Acknowledged.tag(told)).contains(old);
        Answer cancelled =
                client().post(Acknowledged.location(told) + "/cancel", "{}", "If-Match: " + Acknowledged.tag(told));
        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(412);
    }

    private void assertExactlyWhatWasBefore() {
        Set<String> expected = new HashSet<>(kept.keys());
        expected.add("new");
        assertThat(shop.text("SELECT string_agg(idempotency_key, ' ') FROM orders WHERE merchant_id = ?")
                        .split(" "))
                .containsExactlyInAnyOrderElementsOf(expected);
        kept.assertThere(client());
        lost.assertGone(client());
    }

    private void assertHeld(DatabaseConfig database, Node then) throws Exception {
        assertThat(new Deployment(database).buyingHeld()).contains(then.held);
        awaitMeasured("millrace_buying_held 1.0");
        Soon.assertNever("bought a second time", A_WHILE, () -> submissions() > 1);
        assertThat(shop.number("SELECT count(*) FROM replenishments WHERE merchant_id = ? AND status = 'owed'"))
                .isOne();
        Soon.await("being ready")
                .atMost(TIMEOUT)
                .until(() -> manage("/health/ready").status() == 200);
        boolean toldByItsLane = manage("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("millrace_history_set_back_total") && !line.endsWith(" 0.0"));
        assertThat(toldByItsLane).isEqualTo(then == Node.LIVES_ON);
    }

    /** Who waited for news when it happened is told no event that has another history, though numbers pass his place again. */
    private void assertToldNothingOfAnotherHistory(CompletableFuture<Answer> follower, Node then) throws Exception {
        new Acknowledged().placeSome(client(), "more-", "tea", EACH);
        if (then == Node.LIVES_ON) {
            Answer told = follower.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(told.status()).as(told.body()).isIn(200, 410, 503);
            assertThat(told.body()).doesNotContain("\"type\":\"order");
        }
    }

    private void assertNothingIsMissedFromZero() throws Exception {
        long head = shop.number("SELECT number FROM heads WHERE merchant_id = ?");
        JsonNode page = events();
        assertThat(page.get("next").asText()).isEqualTo(history() + ":" + head);
        long expected = 1;
        for (JsonNode event : page.get("events")) {
            assertThat(event.get("number").asLong()).isEqualTo(expected++);
        }
        assertThat(expected).isEqualTo(head + 1);
        long orders = shop.number("SELECT count(*) FROM orders WHERE merchant_id = ?");
        String search = "/v1/orders?limit=100&min_number=" + history() + ":" + head;
        Soon.await("the search has all of them")
                .atMost(TIMEOUT)
                .until(() ->
                        JSON.readTree(client().get(search).body()).get("orders").size() == orders);
    }

    /** What the supplier was sent in the lost time is in no table, so it would be bought again: that is what is asked first. */
    private void assertBuyingGoesOnWhenAnOperatorSaysSo(DatabaseConfig database) throws Exception {
        assertThat(new Deployment(database).resumeBuying("the supplier was asked", "test"))
                .isTrue();
        Soon.await("bought again").atMost(TIMEOUT).until(() -> bought() == 2);
        assertThat(submissions()).isEqualTo(2);
        awaitMeasured("millrace_buying_held 0.0");
    }

    private void awaitMeasured(String sample) {
        Soon.await(sample).atMost(TIMEOUT).until(() -> manage("/metrics").body().contains(sample));
    }

    private long acknowledged() {
        return shop.number("SELECT count(*) FROM purchase_orders WHERE merchant_id = ? AND status = 'acknowledged'");
    }

    private int bought() {
        return sandbox.book().get("items").size();
    }

    private int submissions() {
        return sandbox.book().get("submissions").asInt();
    }

    private JsonNode events() throws IOException {
        return JSON.readTree(client().get("/v1/events?limit=1000").body());
    }

    private String history() {
        return shop.text("SELECT history FROM heads WHERE merchant_id = ?");
    }

    private ApiClient client() {
        return new ApiClient(http, running().apiPort(), shop.key());
    }

    private Millrace running() {
        Millrace running = node;
        if (running == null) {
            throw new IllegalStateException("no server runs");
        }
        return running;
    }

    private Answer manage(String path) {
        return ApiClient.anonymous(http, running().managementPort()).get(path);
    }

    private static MillraceConfig config(ArchivedCluster cluster) {
        return TestNode.config(cluster.url()).with(ConnectorConfig.defaults().allowing("127.0.0.0/8"));
    }
}
