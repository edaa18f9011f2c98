package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.IdPage;
import dev.millrace.http.ListLink;
import dev.millrace.http.Parameters;
import dev.millrace.http.Paths;
import dev.millrace.store.PurchaseOrderReads;
import dev.millrace.store.PurchaseOrderSummary;
import dev.millrace.wire.EnumNames;
import dev.millrace.wire.JsonWriter;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code GET /v1/purchase-orders}: the newest first, without their lines. */
public final class ListPurchaseOrdersHandler implements Endpoint {
    private static final Set<String> PARAMETERS = Set.of("supplier_id", "status", "limit", "after");
    private static final Set<String> STATUSES = Arrays.stream(PurchaseOrder.Status.values())
            .map(EnumNames::of)
            .collect(Collectors.toCollection(TreeSet::new));

    private final PurchaseOrderReads purchaseOrders;
    private final ApiConfig config;

    public ListPurchaseOrdersHandler(PurchaseOrderReads purchaseOrders, ApiConfig config) {
        this.purchaseOrders = purchaseOrders;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        IdPage wanted = IdPage.of(parameters, TypeId.PURCHASE_ORDER, config);
        String status = parameters.oneOf("status", STATUSES);
        String supplierId = parameters.text("supplier_id");
        ListLink link =
                new ListLink(Paths.PURCHASE_ORDERS).with("status", status).with("supplier_id", supplierId);
        return purchaseOrders
                .list(request.merchantId(), status, supplierId, wanted.after(), wanted.limit())
                .map(page -> wanted.answer(
                        link, "purchase_orders", page, ListPurchaseOrdersHandler::write, PurchaseOrderSummary::id));
    }

    private static void write(JsonWriter json, PurchaseOrderSummary order) {
        json.beginObject();
        json.name("id").string(TypeId.PURCHASE_ORDER.of(order.id()));
        json.name("supplier_id").string(order.supplierId());
        json.name("status").string(order.status());
        json.name("created_at").instant(order.createdAt());
        json.name("expected_at").string(order.expectedAt());
        json.name("reference").string(order.reference());
        json.name("hold").string(order.hold());
        json.name("reason").string(order.reason());
        json.name("gathered").number(order.gathered());
        json.name("line_count").number(order.lines());
        json.endObject();
    }
}
