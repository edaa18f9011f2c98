package dev.millrace.http;

import dev.millrace.domain.model.Move;
import dev.millrace.feed.Feed;
import dev.millrace.http.events.EventsHandler;
import dev.millrace.http.orders.CancelOrderHandler;
import dev.millrace.http.orders.EditOrderHandler;
import dev.millrace.http.orders.ListOrderReplenishmentsHandler;
import dev.millrace.http.orders.ListOrdersHandler;
import dev.millrace.http.orders.PlaceOrderHandler;
import dev.millrace.http.orders.ReadOrderHandler;
import dev.millrace.http.orders.ReturnGoodsHandler;
import dev.millrace.http.orders.ShipOrderHandler;
import dev.millrace.http.products.BulkProductsHandler;
import dev.millrace.http.products.CreateProductHandler;
import dev.millrace.http.products.DeactivateProductHandler;
import dev.millrace.http.products.ListProductsHandler;
import dev.millrace.http.products.ReadProductHandler;
import dev.millrace.http.products.ReplaceProductHandler;
import dev.millrace.http.purchaseorders.ExportPurchaseOrderHandler;
import dev.millrace.http.purchaseorders.GatherReplenishmentsHandler;
import dev.millrace.http.purchaseorders.ListPurchaseOrdersHandler;
import dev.millrace.http.purchaseorders.ListReceiptsHandler;
import dev.millrace.http.purchaseorders.ListReplenishmentsHandler;
import dev.millrace.http.purchaseorders.MovePurchaseOrderHandler;
import dev.millrace.http.purchaseorders.ReadPurchaseOrderHandler;
import dev.millrace.http.purchaseorders.ReadReceiptHandler;
import dev.millrace.http.purchaseorders.ReceiveGoodsHandler;
import dev.millrace.http.purchaseorders.ResolvePurchaseOrderHandler;
import dev.millrace.http.stock.AdjustStockHandler;
import dev.millrace.http.stock.ReadManyStockHandler;
import dev.millrace.http.stock.ReadStockHandler;
import dev.millrace.http.suppliers.CreateSupplierHandler;
import dev.millrace.http.suppliers.ListSuppliersHandler;
import dev.millrace.http.suppliers.PutConnectionHandler;
import dev.millrace.http.suppliers.ReadConnectionHandler;
import dev.millrace.http.suppliers.ReadSupplierHandler;
import dev.millrace.http.suppliers.SupplierCallbackHandler;
import dev.millrace.http.suppliers.SupplierWays;
import dev.millrace.lane.CommandGate;
import dev.millrace.wire.StrictJson;
import dev.millrace.wire.Uuid7;

/** Puts a handler behind every route. */
public final class ApiEndpoints {
    private ApiEndpoints() {}

    /**
     * The handlers of one event loop.
     *
     * @param gate where commands go
     * @param ids of what this event loop makes
     * @param reads of this event loop alone
     * @param feed of all event loops
     * @param ways of all event loops
     */
    public static Endpoints of(
            ApiConfig config, CommandGate gate, Uuid7 ids, Reads reads, Feed feed, SupplierWays ways) {
        RequestDocuments documents = new RequestDocuments(new StrictJson(config.jsonDepthMax()));
        CommandDesk desk = new CommandDesk(gate, ids, documents);
        return new Endpoints(
                new Endpoints.Orders(
                        new PlaceOrderHandler(desk),
                        new ReadOrderHandler(reads.orders()),
                        new ListOrdersHandler(reads.orders(), feed.orders(), config),
                        new ListOrderReplenishmentsHandler(
                                reads.orders(), reads.purchases().replenishments()),
                        new Endpoints.OrderChanges(
                                new CancelOrderHandler(desk),
                                new EditOrderHandler(desk),
                                new ShipOrderHandler(desk),
                                new ReturnGoodsHandler(desk))),
                new Endpoints.Products(
                        new CreateProductHandler(desk),
                        new ReplaceProductHandler(desk),
                        new ReadProductHandler(reads.products()),
                        new ListProductsHandler(reads.products(), config),
                        new DeactivateProductHandler(desk),
                        new BulkProductsHandler(desk, config)),
                new Endpoints.Suppliers(
                        new CreateSupplierHandler(desk),
                        new ReadSupplierHandler(reads.suppliers()),
                        new ListSuppliersHandler(reads.suppliers(), config),
                        new Endpoints.Connection(
                                new ReadConnectionHandler(ways),
                                new PutConnectionHandler(ways, desk),
                                new SupplierCallbackHandler(
                                        ways, desk, reads.purchases().orders()))),
                new Endpoints.Stock(
                        new ReadStockHandler(reads.stock()),
                        new ReadManyStockHandler(reads.stock(), config),
                        new AdjustStockHandler(desk)),
                purchases(config, desk, reads),
                new EventsHandler(feed.events(), config));
    }

    private static Endpoints.Purchases purchases(ApiConfig config, CommandDesk desk, Reads reads) {
        Reads.Purchases purchases = reads.purchases();
        return new Endpoints.Purchases(
                new Endpoints.PurchaseOrders(
                        new GatherReplenishmentsHandler(desk, reads),
                        new ReadPurchaseOrderHandler(purchases, config),
                        new ListPurchaseOrdersHandler(purchases.orders(), config),
                        new ExportPurchaseOrderHandler(purchases.orders())),
                new Endpoints.PurchaseOrderChanges(
                        new MovePurchaseOrderHandler(desk, new Move.Submit()),
                        new MovePurchaseOrderHandler(desk, new Move.Cancel()),
                        new MovePurchaseOrderHandler(desk, new Move.CloseShort()),
                        new ResolvePurchaseOrderHandler(desk)),
                new Endpoints.Receipts(
                        new ReceiveGoodsHandler(desk),
                        new ReadReceiptHandler(purchases.receipts()),
                        new ListReceiptsHandler(purchases.receipts(), config)),
                new ListReplenishmentsHandler(purchases.replenishments(), config));
    }
}
