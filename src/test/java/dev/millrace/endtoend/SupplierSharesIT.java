package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.EventLoop;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.dispatch.DispatcherConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Eighty suppliers of one merchant that accept and never answer, and a hundred thousand purchase orders of another one:
 * a third merchant's purchase order leaves as if they were not there, though its supplier is at the same host and port. And
 * so does the merchant's own, to a supplier that answers.
 */
@ExtendWith(VertxExtension.class)
class SupplierSharesIT {
    private static final int HANGING_SUPPLIERS = 80;
    /** Of a merchant's exchanges, what suppliers have together of which nothing is known. */
    private static final int UNTRIED_SHARE =
            DispatcherConfig.defaults().concurrency().merchantExchangesMax() * 3 / 4;

    private static final int LARGE_BACKLOG = 100_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** It takes a second, and a machine may be busy; in the shadow of the others it would take minutes, or for ever. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static EventLoop loop;
    private static final HttpClient HTTP = ApiClient.http();
    /** Exchanges that hang, by the merchant whose they are. */
    private static final Map<String, AtomicInteger> HANGING = new ConcurrentHashMap<>();

    private HttpServer host;
    private Millrace node;

    @BeforeAll
    static void open(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    @BeforeEach
    void start() {
        host = loop.await(() -> loop.vertx()
                .createHttpServer()
                .requestHandler(SupplierSharesIT::answer)
                .listen(0, "127.0.0.1"));
        node = Millrace.start(
                TestNode.config(DATABASE).with(ConnectorConfig.defaults().allowing("127.0.0.0/8")));
    }

    @AfterEach
    void stop() {
        // What hangs would be waited for.
        loop.await(host::close);
        node.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void oneMerchantsSuppliersAndBacklogAreNotInTheOthersWay() {
        hangAll(client(Shop.open(DATABASE, "hanging")), "hang/one");
        Soon.await("exchanges that hang").atMost(TIMEOUT).until(() -> hanging("one") >= UNTRIED_SHARE);

        largeBacklog(Shop.open(DATABASE, "large"));

        Shop healthy = Shop.open(DATABASE, "healthy");
        supplier(client(healthy), "acme", "healthy");
        for (int i = 0; i < 3; i++) {
            int expected = i + 1;
            order(client(healthy), "acme");
            Soon.await("acknowledged purchase orders").atMost(SOON).until(() -> acknowledged(healthy) == expected);
        }
        assertThat(hanging("one"))
                .as("a merchant's untried suppliers have their share, and no more")
                .isEqualTo(UNTRIED_SHARE);
    }

    @Test
    void aMerchantsSuppliersThatHangAreNotInTheWayOfHisOwnThatAnswers() {
        Shop shop = Shop.open(DATABASE, "own");
        ApiClient own = client(shop);
        // Its name is the last in every order, so that nothing but its standing brings it forward.
        supplier(own, "well", "healthy");
        order(own, "well");
        Soon.await("acknowledged purchase orders").atMost(TIMEOUT).until(() -> acknowledged(shop) == 1);

        hangAll(own, "hang/own");
        Soon.await("exchanges that hang")
                .atMost(TIMEOUT)
                .until(() -> hanging("own")
                        >= DispatcherConfig.defaults().concurrency().merchantExchangesMax() / 2);
        for (int i = 0; i < 3; i++) {
            int expected = i + 2;
            order(own, "well");
            Soon.await("acknowledged purchase orders").atMost(SOON).until(() -> acknowledged(shop) == expected);
        }
        assertThat(hanging("own")).as("they still hang").isPositive();
    }

    private void hangAll(ApiClient client, String path) {
        for (int i = 0; i < HANGING_SUPPLIERS; i++) {
            supplier(client, "hang-" + i, path);
            order(client, "hang-" + i);
        }
    }

    private static int hanging(String whose) {
        AtomicInteger hanging = HANGING.get(whose);
        return hanging == null ? 0 : hanging.get();
    }

    private static void answer(HttpServerRequest request) {
        String path = Objects.requireNonNull(request.path());
        if (path.startsWith("/hang/")) {
            AtomicInteger hanging = HANGING.computeIfAbsent(path.split("/", -1)[2], _ -> new AtomicInteger());
            hanging.incrementAndGet();
            request.connection().closeHandler(_ -> hanging.decrementAndGet());
            return;
        }
        String number = request.getHeader("Idempotency-Key");
        request.response()
                .setStatusCode(201)
                .putHeader("Content-Type", "application/json")
                .end("{\"number\":\"" + number + "\",\"status\":\"acknowledged\",\"reference\":\"S-1\"}");
    }

    /** Drafts that a person holds back: nothing is to be done with them, and every walk passes them. */
    private void largeBacklog(Shop shop) {
        ApiClient client = client(shop);
        supplier(client, "acme", "healthy");
        order(client, "acme");
        Soon.await("acknowledged purchase orders").atMost(TIMEOUT).until(() -> acknowledged(shop) == 1);
        shop.run("INSERT INTO purchase_orders (merchant_id, purchase_order_id, supplier_id, status, document, number,"
                + " made_number, created_at) SELECT ?, gen_random_uuid(), 'acme', 'draft',"
                + " '{\"attempts\":0,\"gathered\":1,\"hold\":\"a person\",\"lines\":[]}', 1, 1, now()"
                + " FROM generate_series(1, " + LARGE_BACKLOG + ")");
    }

    private void supplier(ApiClient client, String id, String path) {
        client.post("/v1/suppliers", "{\"id\":\"" + id + "\",\"name\":\"A supplier\"}");
        Answer connected = client.put(
                "/v1/suppliers/" + id + "/connection",
                "{\"kind\":\"rest\",\"exchange_timeout_ms\":120000,\"address\":\"http://127.0.0.1:" + host.actualPort()
                        + "/" + path + "\"}");
        assertThat(connected.status()).as(connected.body()).isEqualTo(200);
        client.post(
                "/v1/products",
                "{\"sku\":\"of-" + id + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                        + "\"supplier_id\":\"" + id + "\"}");
    }

    private static void order(ApiClient client, String supplier) {
        Answer placed = client.place("key-" + System.nanoTime(), ApiClient.order("of-" + supplier, 5));
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
    }

    private static long acknowledged(Shop shop) {
        return shop.number("SELECT count(*) FROM purchase_orders WHERE merchant_id = ? AND status = 'acknowledged'");
    }

    private ApiClient client(Shop shop) {
        return new ApiClient(HTTP, node.apiPort(), shop.key());
    }
}
