package dev.millrace.http.api;

import dev.millrace.domain.model.Move;
import dev.millrace.feed.Feed;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.RequestDocuments;
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
import dev.millrace.http.suppliers.SupplierAccess;
import dev.millrace.http.suppliers.SupplierCallbackHandler;
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
     * @param supplierAccess of all event loops
     */
    public static Endpoints of(
            ApiConfig config, CommandGate gate, Uuid7 ids, ApiReads reads, Feed feed, SupplierAccess supplierAccess) {
        RequestDocuments documents = new RequestDocuments(new StrictJson(config.jsonDepthMax()));
        CommandSubmitter submitter = new CommandSubmitter(gate, ids, documents);
        return new Endpoints(
                new Endpoints.Orders(
                        new PlaceOrderHandler(submitter),
                        new ReadOrderHandler(reads.orders()),
                        new ListOrdersHandler(reads.orders(), feed.orders(), config),
                        new ListOrderReplenishmentsHandler(
                                reads.orders(), reads.purchases().replenishments()),
                        new Endpoints.OrderChanges(
                                new CancelOrderHandler(submitter),
                                new EditOrderHandler(submitter),
                                new ShipOrderHandler(submitter),
                                new ReturnGoodsHandler(submitter))),
                new Endpoints.Products(
                        new CreateProductHandler(submitter),
                        new ReplaceProductHandler(submitter),
                        new ReadProductHandler(reads.products()),
                        new ListProductsHandler(reads.products(), config),
                        new DeactivateProductHandler(submitter),
                        new BulkProductsHandler(submitter, config)),
                new Endpoints.Suppliers(
                        new CreateSupplierHandler(submitter),
                        new ReadSupplierHandler(reads.suppliers()),
                        new ListSuppliersHandler(reads.suppliers(), config),
                        new Endpoints.Connection(
                                new ReadConnectionHandler(supplierAccess),
                                new PutConnectionHandler(supplierAccess, submitter),
                                new SupplierCallbackHandler(
                                        supplierAccess,
                                        submitter,
                                        reads.purchases().orders()))),
                new Endpoints.Stock(
                        new ReadStockHandler(reads.stock()),
                        new ReadManyStockHandler(reads.stock(), config),
                        new AdjustStockHandler(submitter)),
                purchases(config, submitter, reads),
                new EventsHandler(feed.events(), config));
    }

    private static Endpoints.Purchases purchases(ApiConfig config, CommandSubmitter submitter, ApiReads reads) {
        ApiReads.Purchases purchases = reads.purchases();
        return new Endpoints.Purchases(
                new Endpoints.PurchaseOrders(
                        new GatherReplenishmentsHandler(submitter, reads),
                        new ReadPurchaseOrderHandler(purchases, config),
                        new ListPurchaseOrdersHandler(purchases.orders(), config),
                        new ExportPurchaseOrderHandler(purchases.orders())),
                new Endpoints.PurchaseOrderChanges(
                        new MovePurchaseOrderHandler(submitter, new Move.Submit()),
                        new MovePurchaseOrderHandler(submitter, new Move.Cancel()),
                        new MovePurchaseOrderHandler(submitter, new Move.CloseShort()),
                        new ResolvePurchaseOrderHandler(submitter)),
                new Endpoints.Receipts(
                        new ReceiveGoodsHandler(submitter),
                        new ReadReceiptHandler(purchases.receipts()),
                        new ListReceiptsHandler(purchases.receipts(), config)),
                new ListReplenishmentsHandler(purchases.replenishments(), config));
    }
}
