package dev.millrace.http.products;

import static dev.millrace.access.Traffic.LIST;
import static dev.millrace.access.Traffic.READ;
import static dev.millrace.access.Traffic.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NDJSON;
import static dev.millrace.http.BodyRule.NONE;
import static dev.millrace.http.BodyRule.OPTIONAL_JSON;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Route;
import java.util.List;

/** What there is under {@code /v1/products}. */
public final class ProductRoutes {
    private ProductRoutes() {}

    /** The routes of one event loop. */
    public static List<Route> of(CommandSubmitter submitter, ApiReads reads, ApiConfig config) {
        return List.of(
                new Route(POST, "/v1/products", WRITE, JSON, new CreateProductHandler(submitter)),
                new Route(GET, "/v1/products", LIST, NONE, new ListProductsHandler(reads.products(), config)),
                new Route(POST, "/v1/products/bulk", WRITE, NDJSON, new BulkProductsHandler(submitter, config)),
                new Route(GET, "/v1/products/{sku}", READ, NONE, new ReadProductHandler(reads.products())),
                new Route(PUT, "/v1/products/{sku}", WRITE, JSON, new ReplaceProductHandler(submitter)),
                new Route(
                        POST,
                        "/v1/products/{sku}/deactivate",
                        WRITE,
                        OPTIONAL_JSON,
                        new DeactivateProductHandler(submitter)));
    }
}
