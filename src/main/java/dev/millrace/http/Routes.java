package dev.millrace.http;

import static dev.millrace.access.Scope.READ;
import static dev.millrace.access.Scope.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NDJSON;
import static dev.millrace.http.BodyRule.NONE;
import static dev.millrace.http.BodyRule.OPTIONAL_JSON;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import java.util.List;

/** Every route of the API. A path without a parameter goes before one with a parameter in its place. */
public final class Routes {
    private static final ApiDocs DOCS = ApiDocs.load();

    private Routes() {}

    public static List<Route> of(Endpoints to) {
        return List.of(
                new Route(POST, "/v1/orders", WRITE, JSON, to.orders().place()),
                new Route(GET, "/v1/orders", READ, NONE, to.orders().list()),
                new Route(GET, "/v1/orders/{id}", READ, NONE, to.orders().read()),
                new Route(
                        POST,
                        "/v1/orders/{id}/cancel",
                        WRITE,
                        OPTIONAL_JSON,
                        to.orders().cancel()),
                new Route(POST, "/v1/products", WRITE, JSON, to.products().create()),
                new Route(GET, "/v1/products", READ, NONE, to.products().list()),
                new Route(
                        POST, "/v1/products/bulk", WRITE, NDJSON, to.products().bulk()),
                new Route(GET, "/v1/products/{sku}", READ, NONE, to.products().read()),
                new Route(PUT, "/v1/products/{sku}", WRITE, JSON, to.products().replace()),
                new Route(
                        POST,
                        "/v1/products/{sku}/deactivate",
                        WRITE,
                        OPTIONAL_JSON,
                        to.products().deactivate()),
                new Route(POST, "/v1/suppliers", WRITE, JSON, to.suppliers().create()),
                new Route(GET, "/v1/suppliers", READ, NONE, to.suppliers().list()),
                new Route(GET, "/v1/suppliers/{id}", READ, NONE, to.suppliers().read()),
                new Route(POST, "/v1/stock/adjustments", WRITE, JSON, to.stock().adjust()),
                new Route(GET, "/v1/stock", READ, NONE, to.stock().readMany()),
                new Route(GET, "/v1/stock/{sku}", READ, NONE, to.stock().read()),
                new Route(GET, "/v1/events", READ, NONE, to.events()),
                new Route(GET, "/openapi.yaml", null, NONE, DOCS.description()),
                new Route(GET, "/docs", null, NONE, DOCS.page()),
                new Route(GET, "/docs/{file}", null, NONE, DOCS::file));
    }
}
