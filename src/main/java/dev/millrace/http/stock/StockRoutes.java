package dev.millrace.http.stock;

import static dev.millrace.access.Traffic.READ;
import static dev.millrace.access.Traffic.WRITE;
import static dev.millrace.http.BodyRule.JSON;
import static dev.millrace.http.BodyRule.NONE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Route;
import java.util.List;

/** What there is under {@code /v1/stock}. */
public final class StockRoutes {
    private StockRoutes() {}

    /** The routes of one event loop. */
    public static List<Route> of(CommandSubmitter submitter, ApiReads reads, ApiConfig config) {
        return List.of(
                new Route(POST, "/v1/stock/adjustments", WRITE, JSON, new AdjustStockHandler(submitter)),
                new Route(GET, "/v1/stock", READ, NONE, new ReadManyStockHandler(reads.stock(), config)),
                new Route(GET, "/v1/stock/{sku}", READ, NONE, new ReadStockHandler(reads.stock())));
    }
}
