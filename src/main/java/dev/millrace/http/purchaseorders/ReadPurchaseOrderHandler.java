package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiReads;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdPage;
import dev.millrace.http.ListLink;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Paths;
import dev.millrace.http.VersionedAnswers;
import dev.millrace.store.Page;
import dev.millrace.store.ReplenishmentFilter;
import dev.millrace.store.StoredDocument;
import dev.millrace.store.StoredReplenishment;
import dev.millrace.store.Versioned;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.PurchaseJson;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * {@code GET /v1/purchase-orders/{id}}: with what it buys and what came for it, a page of each. They are read after it, so
 * that they are never older than the version that the answer names.
 */
public final class ReadPurchaseOrderHandler implements Endpoint {
    private static final int TYPICAL_BYTES = 16 * 1_024;

    private final ApiReads.Purchases purchases;
    private final ApiConfig config;

    public ReadPurchaseOrderHandler(ApiReads.Purchases purchases, ApiConfig config) {
        this.purchases = purchases;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return purchases
                .orders()
                .byId(request.merchantId(), PathNames.purchaseOrderId(request))
                .map(found -> found.orElseThrow(PathNames::noPurchaseOrder))
                .compose(order -> withLists(request, order));
    }

    private Future<ApiResponse> withLists(ApiRequest request, Versioned<PurchaseOrder> order) {
        UUID id = order.value().id();
        int limit = config.pages().pageDefault();
        Future<Page<StoredReplenishment>> replenishments = purchases
                .replenishments()
                .list(request.merchantId(), ReplenishmentFilter.ofPurchaseOrder(id), null, limit);
        Future<Page<StoredDocument>> receipts = purchases
                .receipts()
                .list(request.merchantId(), id, null, limit)
                .map(found -> found.orElseThrow(PathNames::noPurchaseOrder));
        return Future.all(replenishments, receipts)
                .map(_ -> VersionedAnswers.shown(
                        request, order.version(), body(order.value(), replenishments.result(), receipts.result())));
    }

    private byte[] body(PurchaseOrder order, Page<StoredReplenishment> replenishments, Page<StoredDocument> receipts) {
        String id = TypeId.PURCHASE_ORDER.of(order.id());
        ListLink replenishmentsLink = new ListLink(Paths.REPLENISHMENTS).with("purchase_order_id", id);
        ListLink receiptsLink = new ListLink(Paths.receipts(id));
        JsonWriter json = new JsonWriter(TYPICAL_BYTES);
        PurchaseJson.write(json, order, more -> {
            more.name("replenishments").beginArray();
            replenishments.items().forEach(each -> ReplenishmentJson.write(more, each));
            more.endArray().name("receipts").beginArray();
            receipts.items().forEach(each -> more.raw(each.body()));
            more.endArray();
            more.name("more_replenishments")
                    .string(IdPage.first(TypeId.REPLENISHMENT, config)
                            .next(replenishmentsLink, replenishments, StoredReplenishment::id));
            more.name("more_receipts")
                    .string(IdPage.first(TypeId.RECEIPT, config).next(receiptsLink, receipts, StoredDocument::id));
        });
        return json.toBytes();
    }
}
