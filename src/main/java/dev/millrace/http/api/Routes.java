package dev.millrace.http.api;

import static dev.millrace.access.Traffic.LIST;
import static dev.millrace.access.Traffic.OPEN;
import static dev.millrace.access.Traffic.READ;
import static dev.millrace.access.Traffic.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NDJSON;
import static dev.millrace.http.BodyRule.NONE;
import static dev.millrace.http.BodyRule.OPTIONAL_JSON;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.millrace.http.Route;
import dev.millrace.http.docs.ApiDocs;
import dev.millrace.http.suppliers.SupplierCallbackHandler;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the API. A path without a parameter goes before one with a parameter in its place. */
public final class Routes {
    private static final ApiDocs DOCS = ApiDocs.load();
    private static final List<Route> DOCS_ROUTES = List.of(
            new Route(GET, "/docs", OPEN, NONE, DOCS.page()), new Route(GET, "/docs/{file}", OPEN, NONE, DOCS::file));

    private Routes() {}

    /** @param docs whether there is a page under {@code /docs} */
    public static List<Route> of(Endpoints to, boolean docs) {
        return Stream.of(
                        orders(to.orders()),
                        products(to.products()),
                        List.of(
                                new Route(
                                        POST,
                                        "/v1/suppliers",
                                        WRITE,
                                        JSON,
                                        to.suppliers().create()),
                                new Route(
                                        GET,
                                        "/v1/suppliers",
                                        LIST,
                                        NONE,
                                        to.suppliers().list()),
                                new Route(
                                        GET,
                                        "/v1/suppliers/{id}",
                                        READ,
                                        NONE,
                                        to.suppliers().read()),
                                new Route(
                                        GET,
                                        "/v1/suppliers/{id}/connection",
                                        READ,
                                        NONE,
                                        to.suppliers().connection().read()),
                                new Route(
                                        PUT,
                                        "/v1/suppliers/{id}/connection",
                                        WRITE,
                                        JSON,
                                        to.suppliers().connection().put()),
                                new Route(
                                        POST,
                                        "/v1/supplier-callbacks/{merchant}/{supplier}",
                                        OPEN,
                                        SupplierCallbackHandler.SIGNED,
                                        JSON,
                                        to.suppliers().connection().callback()),
                                new Route(
                                        POST,
                                        "/v1/stock/adjustments",
                                        WRITE,
                                        JSON,
                                        to.stock().adjust()),
                                new Route(
                                        GET, "/v1/stock", READ, NONE, to.stock().readMany()),
                                new Route(
                                        GET,
                                        "/v1/stock/{sku}",
                                        READ,
                                        NONE,
                                        to.stock().read())),
                        purchases(to.purchases()),
                        List.of(
                                new Route(GET, "/v1/events", LIST, NONE, to.events()),
                                new Route(GET, "/openapi.yaml", OPEN, NONE, DOCS.description())),
                        docs ? DOCS_ROUTES : List.<Route>of())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> orders(Endpoints.Orders to) {
        Endpoints.OrderChanges changes = to.changes();
        return List.of(
                new Route(POST, "/v1/orders", WRITE, JSON, to.place()),
                new Route(GET, "/v1/orders", LIST, NONE, to.list()),
                new Route(GET, "/v1/orders/{id}", READ, NONE, to.read()),
                new Route(POST, "/v1/orders/{id}/cancel", WRITE, OPTIONAL_JSON, changes.cancel()),
                new Route(POST, "/v1/orders/{id}/edits", WRITE, JSON, changes.edit()),
                new Route(POST, "/v1/orders/{id}/shipments", WRITE, OPTIONAL_JSON, changes.ship()),
                new Route(POST, "/v1/orders/{id}/returns", WRITE, JSON, changes.takeBack()),
                new Route(GET, "/v1/orders/{id}/replenishments", LIST, NONE, to.replenishments()));
    }

    private static List<Route> products(Endpoints.Products to) {
        return List.of(
                new Route(POST, "/v1/products", WRITE, JSON, to.create()),
                new Route(GET, "/v1/products", LIST, NONE, to.list()),
                new Route(POST, "/v1/products/bulk", WRITE, NDJSON, to.bulk()),
                new Route(GET, "/v1/products/{sku}", READ, NONE, to.read()),
                new Route(PUT, "/v1/products/{sku}", WRITE, JSON, to.replace()),
                new Route(POST, "/v1/products/{sku}/deactivate", WRITE, OPTIONAL_JSON, to.deactivate()));
    }

    private static List<Route> purchases(Endpoints.Purchases to) {
        Endpoints.PurchaseOrderChanges changes = to.changes();
        Endpoints.Receipts receipts = to.receipts();
        return List.of(
                new Route(POST, "/v1/purchase-orders", WRITE, JSON, to.orders().gather()),
                new Route(GET, "/v1/purchase-orders", LIST, NONE, to.orders().list()),
                new Route(
                        GET, "/v1/purchase-orders/{id}", READ, NONE, to.orders().read()),
                new Route(
                        GET,
                        "/v1/purchase-orders/{id}/export",
                        READ,
                        NONE,
                        to.orders().export()),
                new Route(POST, "/v1/purchase-orders/{id}/submit", WRITE, OPTIONAL_JSON, changes.submit()),
                new Route(POST, "/v1/purchase-orders/{id}/cancel", WRITE, OPTIONAL_JSON, changes.cancel()),
                new Route(POST, "/v1/purchase-orders/{id}/close", WRITE, OPTIONAL_JSON, changes.close()),
                new Route(POST, "/v1/purchase-orders/{id}/resolve", WRITE, JSON, changes.resolve()),
                new Route(POST, "/v1/purchase-orders/{id}/receipts", WRITE, JSON, receipts.receive()),
                new Route(GET, "/v1/purchase-orders/{id}/receipts", LIST, NONE, receipts.list()),
                new Route(GET, "/v1/purchase-orders/{id}/receipts/{receipt_id}", READ, NONE, receipts.read()),
                new Route(GET, "/v1/replenishments", LIST, NONE, to.replenishments()));
    }
}
