package dev.millrace.app.node;

import dev.millrace.feed.Feed;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.RequestDocuments;
import dev.millrace.http.Route;
import dev.millrace.http.docs.DocsRoutes;
import dev.millrace.http.events.EventRoutes;
import dev.millrace.http.orders.OrderRoutes;
import dev.millrace.http.products.ProductRoutes;
import dev.millrace.http.purchaseorders.PurchaseOrderRoutes;
import dev.millrace.http.stock.StockRoutes;
import dev.millrace.http.suppliers.SupplierAccess;
import dev.millrace.http.suppliers.SupplierRoutes;
import dev.millrace.lane.CommandGate;
import dev.millrace.wire.StrictJson;
import dev.millrace.wire.Uuid7;
import java.util.List;
import java.util.stream.Stream;

/** All resources of the API. A new one is a new line here; a new route of one is a new line in its own class. */
public final class ApiRoutes {
    private ApiRoutes() {}

    /**
     * The routes of one event loop.
     *
     * @param gate where commands go
     * @param ids of what this event loop makes
     * @param reads of this event loop alone
     * @param feed of all event loops
     * @param suppliers of all event loops
     */
    public static List<Route> of(
            ApiConfig config, CommandGate gate, Uuid7 ids, ApiReads reads, Feed feed, SupplierAccess suppliers) {
        RequestDocuments documents =
                new RequestDocuments(new StrictJson(config.requests().jsonDepthMax()));
        CommandSubmitter submitter = new CommandSubmitter(gate, ids, documents);
        return Stream.of(
                        OrderRoutes.of(submitter, reads, feed, config),
                        ProductRoutes.of(submitter, reads, config),
                        StockRoutes.of(submitter, reads, config),
                        SupplierRoutes.of(submitter, reads, suppliers, config),
                        PurchaseOrderRoutes.of(submitter, reads, config),
                        EventRoutes.of(feed, config),
                        DocsRoutes.of(config))
                .flatMap(List::stream)
                .toList();
    }
}
