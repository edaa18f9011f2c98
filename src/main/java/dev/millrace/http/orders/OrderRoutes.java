package dev.millrace.http.orders;

import static dev.millrace.access.Traffic.LIST;
import static dev.millrace.access.Traffic.READ;
import static dev.millrace.access.Traffic.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NONE;
import static dev.millrace.http.BodyRule.OPTIONAL_JSON;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.millrace.feed.Feed;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Route;
import java.util.List;

/** What there is under {@code /v1/orders}. */
public final class OrderRoutes {
    private OrderRoutes() {}

    /**
     * The routes of one event loop. Placing an order and reading one carry nearly all requests, and stand in front of the
     * router (docs/adr/004).
     */
    public static List<Route> of(CommandSubmitter submitter, ApiReads reads, Feed feed, ApiConfig config) {
        return List.of(
                new Route(POST, "/v1/orders", WRITE, JSON, new PlaceOrderHandler(submitter)).inFront(),
                new Route(GET, "/v1/orders/{id}", READ, NONE, new ReadOrderHandler(reads.orders())).inFront(),
                new Route(GET, "/v1/orders", LIST, NONE, new ListOrdersHandler(reads.orders(), feed.orders(), config)),
                new Route(POST, "/v1/orders/{id}/cancel", WRITE, OPTIONAL_JSON, new CancelOrderHandler(submitter)),
                new Route(POST, "/v1/orders/{id}/edits", WRITE, JSON, new EditOrderHandler(submitter)),
                new Route(POST, "/v1/orders/{id}/shipments", WRITE, OPTIONAL_JSON, new ShipOrderHandler(submitter)),
                new Route(POST, "/v1/orders/{id}/returns", WRITE, JSON, new ReturnGoodsHandler(submitter)),
                new Route(
                        GET,
                        "/v1/orders/{id}/replenishments",
                        LIST,
                        NONE,
                        new ListOrderReplenishmentsHandler(
                                reads.orders(), reads.purchases().replenishments())));
    }
}
