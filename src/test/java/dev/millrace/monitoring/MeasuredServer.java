package dev.millrace.monitoring;

import static dev.millrace.ApiClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.Soon;
import dev.millrace.TestDatabase;
import dev.millrace.app.demo.DemoSupplier;
import dev.millrace.app.node.Millrace;
import dev.millrace.app.node.TestNode;
import dev.millrace.config.Secret;
import dev.millrace.endtoend.Shop;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.purchasing.ConnectorConfig;
import dev.millrace.purchasing.dispatch.DispatcherConfig;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;

/** A whole server with a merchant who does what merchants do, so that every meter has something to say. */
final class MeasuredServer implements AutoCloseable {
    private static final Secret SECRET = Secret.of("what-both-sides-sign-with-here");
    private static final Duration REPLIES_WITHIN = Duration.ofSeconds(20);

    private final HttpClient http = ApiClient.http();
    private final Millrace millrace;
    private final DemoSupplier supplier;
    private final ApiClient merchant;
    private final ApiClient operator;

    private MeasuredServer(Millrace millrace, DemoSupplier supplier, String key) {
        this.millrace = millrace;
        this.supplier = supplier;
        merchant = new ApiClient(http, millrace.apiPort(), key);
        operator = new ApiClient(http, millrace.managementPort(), key);
    }

    static MeasuredServer start(TestDatabase database) {
        Shop shop = Shop.open(database, "measured");
        Millrace millrace = Millrace.start(TestNode.config(database)
                .with(ConnectorConfig.defaults().allowing("127.0.0.0/8"))
                .with(DispatcherConfig.defaults().counting(Duration.ofMillis(200))));
        try (HttpClient http = ApiClient.http()) {
            new ApiClient(http, millrace.apiPort(), shop.key())
                    .post("/v1/suppliers", "{\"id\":\"demo-supplier\",\"name\":\"Demo\"}");
        }
        DemoSupplier supplier = DemoSupplier.open(
                millrace, "http://127.0.0.1:" + millrace.apiPort(), shop.merchantId(), SECRET, "test");
        MeasuredServer server = new MeasuredServer(millrace, supplier, shop.key());
        server.prepare();
        return server;
    }

    /** Besides what is in stock: what is bought from a supplier, and from one that is not there. */
    private void prepare() {
        merchant.stock("MEASURED", 1_000_000);
        merchant.post("/v1/suppliers", "{\"id\":\"away\",\"name\":\"Away\"}");
        expect(
                200,
                merchant.put(
                        "/v1/suppliers/away/connection", "{\"kind\":\"rest\",\"address\":\"http://127.0.0.1:1\"}"));
        merchant.post("/v1/products", bought("BOUGHT", "demo-supplier"));
        merchant.post("/v1/products", bought("AWAY", "away"));
    }

    private static String bought(String sku, String supplierId) {
        return "{\"sku\":\"" + sku + "\",\"price\":{\"amount\":100,\"currency\":\"EUR\"},\"policy\":\"backorder\","
                + "\"supplier_id\":\"" + supplierId + "\"}";
    }

    int managementPort() {
        return millrace.managementPort();
    }

    /**
     * An order that is accepted, its reading, a look at the stock, an order that stock refuses, and one with a typing
     * error, for which the lane has to look.
     */
    void trade() {
        Answer placed = place("MEASURED", 1);
        expect(201, placed);
        expect(200, merchant.get(placed.required("Location")));
        expect(200, merchant.get("/v1/stock/MEASURED"));
        expect(409, place("MEASURED", 1_000_000));
        expect(422, place("MISTYPED-" + UUID.randomUUID(), 1));
        expect(201, place("BOUGHT", 5));
        expect(201, place("AWAY", 5));
        awaitReplies();
    }

    /** Until suppliers were spoken to, which has no series before. */
    private void awaitReplies() {
        Soon.await("measured replies of both suppliers")
                .atMost(REPLIES_WITHIN)
                .until(
                        () -> operator.get("/metrics").body(),
                        metrics ->
                                metrics.contains("reply=\"not_sent\"") && metrics.contains("reply=\"acknowledged\""));
    }

    Scrape scrape() {
        return Scrape.parse(operator.get("/metrics").body());
    }

    @Override
    public void close() {
        http.close();
        millrace.close();
        supplier.close();
    }

    private Answer place(String sku, long quantity) {
        return merchant.place(UUID.randomUUID().toString(), order(sku, quantity));
    }

    private static void expect(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }
}
