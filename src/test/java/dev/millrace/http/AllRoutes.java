package dev.millrace.http;

import dev.millrace.http.api.Endpoints;
import dev.millrace.http.api.Routes;
import io.vertx.core.Future;
import java.util.List;

/** The routes of the API, with nothing behind them: for tests that must hold for each of them, and for the next. */
public final class AllRoutes {
    private AllRoutes() {}

    /** All that there are. */
    public static List<Route> list() {
        return Routes.of(endpoints(), true);
    }

    static List<Route> withoutDocs() {
        return Routes.of(endpoints(), false);
    }

    private static Endpoints endpoints() {
        Endpoint none = _ -> Future.failedFuture("not called");
        return new Endpoints(
                new Endpoints.Orders(none, none, none, none, new Endpoints.OrderChanges(none, none, none, none)),
                new Endpoints.Products(none, none, none, none, none, none),
                new Endpoints.Suppliers(none, none, none, new Endpoints.Connection(none, none, none)),
                new Endpoints.Stock(none, none, none),
                new Endpoints.Purchases(
                        new Endpoints.PurchaseOrders(none, none, none, none),
                        new Endpoints.PurchaseOrderChanges(none, none, none, none),
                        new Endpoints.Receipts(none, none, none),
                        none),
                none);
    }
}
