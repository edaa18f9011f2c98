package dev.millrace.http.purchaseorders;

import static dev.millrace.access.Traffic.LIST;
import static dev.millrace.access.Traffic.READ;
import static dev.millrace.access.Traffic.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NONE;
import static dev.millrace.http.BodyRule.OPTIONAL_JSON;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.millrace.domain.model.Move;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** What there is under {@code /v1/purchase-orders}, and {@code /v1/replenishments}, which they are made of. */
public final class PurchaseOrderRoutes {
    private PurchaseOrderRoutes() {}

    /** The routes of one event loop. */
    public static List<Route> of(CommandSubmitter submitter, ApiReads reads, ApiConfig config) {
        return Stream.of(orders(submitter, reads, config), changes(submitter), receipts(submitter, reads, config))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> orders(CommandSubmitter submitter, ApiReads reads, ApiConfig config) {
        ApiReads.Purchases purchases = reads.purchases();
        return List.of(
                new Route(POST, "/v1/purchase-orders", WRITE, JSON, new GatherReplenishmentsHandler(submitter, reads)),
                new Route(
                        GET,
                        "/v1/purchase-orders",
                        LIST,
                        NONE,
                        new ListPurchaseOrdersHandler(purchases.orders(), config)),
                new Route(GET, "/v1/purchase-orders/{id}", READ, NONE, new ReadPurchaseOrderHandler(purchases, config)),
                new Route(
                        GET,
                        "/v1/purchase-orders/{id}/export",
                        READ,
                        NONE,
                        new ExportPurchaseOrderHandler(purchases.orders())),
                new Route(
                        GET,
                        "/v1/replenishments",
                        LIST,
                        NONE,
                        new ListReplenishmentsHandler(purchases.replenishments(), config)));
    }

    /** What becomes of a purchase order; its goods come by receipts. */
    private static List<Route> changes(CommandSubmitter submitter) {
        return List.of(
                new Route(
                        POST,
                        "/v1/purchase-orders/{id}/submit",
                        WRITE,
                        OPTIONAL_JSON,
                        new MovePurchaseOrderHandler(submitter, new Move.Submit())),
                new Route(
                        POST,
                        "/v1/purchase-orders/{id}/cancel",
                        WRITE,
                        OPTIONAL_JSON,
                        new MovePurchaseOrderHandler(submitter, new Move.Cancel())),
                new Route(
                        POST,
                        "/v1/purchase-orders/{id}/close",
                        WRITE,
                        OPTIONAL_JSON,
                        new MovePurchaseOrderHandler(submitter, new Move.CloseShort())),
                new Route(
                        POST,
                        "/v1/purchase-orders/{id}/resolve",
                        WRITE,
                        JSON,
                        new ResolvePurchaseOrderHandler(submitter)));
    }

    private static List<Route> receipts(CommandSubmitter submitter, ApiReads reads, ApiConfig config) {
        ApiReads.Purchases purchases = reads.purchases();
        return List.of(
                new Route(POST, "/v1/purchase-orders/{id}/receipts", WRITE, JSON, new ReceiveGoodsHandler(submitter)),
                new Route(
                        GET,
                        "/v1/purchase-orders/{id}/receipts",
                        LIST,
                        NONE,
                        new ListReceiptsHandler(purchases.receipts(), config)),
                new Route(
                        GET,
                        "/v1/purchase-orders/{id}/receipts/{receipt_id}",
                        READ,
                        NONE,
                        new ReadReceiptHandler(purchases.receipts())));
    }
}
