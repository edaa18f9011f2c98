package dev.millrace.http.purchaseorders;

import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.MediaTypes;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.store.PurchaseOrderReads;
import dev.millrace.store.PurchaseOrderReads.NamedLine;
import dev.millrace.store.Versioned;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import java.util.List;

/** {@code GET /v1/purchase-orders/{id}/export}: what is ordered as CSV, for suppliers that a person writes to. */
public final class ExportPurchaseOrderHandler implements Endpoint {
    private static final List<String> COLUMNS =
            List.of("purchase_order", "supplier_id", "sku", "name", "quantity", "received");

    private final PurchaseOrderReads purchaseOrders;

    public ExportPurchaseOrderHandler(PurchaseOrderReads purchaseOrders) {
        this.purchaseOrders = purchaseOrders;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        return purchaseOrders
                .byId(request.merchantId(), PathNames.purchaseOrderId(request))
                .map(found -> found.orElseThrow(PathNames::noPurchaseOrder))
                .compose(order -> purchaseOrders
                        .linesWithNames(request.merchantId(), order.value().id())
                        .map(lines -> answer(order, lines)));
    }

    private static ApiResponse answer(Versioned<PurchaseOrder> order, List<NamedLine> lines) {
        String id = TypeId.PURCHASE_ORDER.of(order.value().id());
        CsvWriter csv = new CsvWriter().row(COLUMNS);
        for (NamedLine line : lines) {
            csv.row(List.of(
                    id,
                    order.value().supplierId(),
                    line.sku(),
                    line.name(),
                    Long.toString(line.quantity()),
                    Long.toString(line.received())));
        }
        return ApiResponse.of(200, MediaTypes.CSV, csv.toBytes())
                .with(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".csv\"");
    }
}
