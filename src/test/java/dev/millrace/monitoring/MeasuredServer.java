package dev.millrace.monitoring;

import static dev.millrace.endtoend.Client.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.TestDatabase;
import dev.millrace.app.Millrace;
import dev.millrace.app.TestNode;
import dev.millrace.endtoend.Client;
import dev.millrace.endtoend.Shop;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.UUID;

/** A whole server with a merchant who does what merchants do, so that every meter has something to say. */
final class MeasuredServer implements AutoCloseable {
    private final HttpClient http = Client.http();
    private final Millrace millrace;
    private final Client merchant;
    private final Client operator;

    private MeasuredServer(Millrace millrace, String key) {
        this.millrace = millrace;
        merchant = new Client(http, millrace.apiPort(), key);
        operator = new Client(http, millrace.managementPort(), key);
    }

    static MeasuredServer start(TestDatabase database) {
        Shop shop = Shop.open(database, "measured");
        MeasuredServer server = new MeasuredServer(Millrace.start(TestNode.config(database)), shop.key());
        server.merchant.stock("MEASURED", 1_000_000);
        return server;
    }

    int managementPort() {
        return millrace.managementPort();
    }

    /**
     * An order that is accepted, its reading, a look at the stock, an order that stock refuses, and one with a typing
     * error, for which the lane has to look.
     */
    void trade() {
        HttpResponse<String> placed = place("MEASURED", 1);
        expect(201, placed);
        expect(200, merchant.get(placed.headers().firstValue("Location").orElseThrow()));
        expect(200, merchant.get("/v1/stock/MEASURED"));
        expect(409, place("MEASURED", 1_000_000));
        expect(422, place("MISTYPED-" + UUID.randomUUID(), 1));
    }

    Scrape scrape() {
        return Scrape.parse(operator.get("/metrics").body());
    }

    @Override
    public void close() {
        http.close();
        millrace.close();
    }

    private HttpResponse<String> place(String sku, long quantity) {
        return merchant.place(UUID.randomUUID().toString(), order(sku, quantity));
    }

    private static void expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
