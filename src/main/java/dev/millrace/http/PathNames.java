package dev.millrace.http;

import dev.millrace.domain.model.Limits;
import dev.millrace.wire.StorableText;
import dev.millrace.wire.TypeId;
import java.util.UUID;

/** What a path names. A name that nothing can have is answered like one that nothing has: 404. */
public final class PathNames {
    private PathNames() {}

    public static UUID orderId(ApiRequest request) {
        UUID id = TypeId.ORDER.parse(request.pathParameter("id"));
        if (id == null) {
            throw noOrder();
        }
        return id;
    }

    public static UUID purchaseOrderId(ApiRequest request) {
        UUID id = TypeId.PURCHASE_ORDER.parse(request.pathParameter("id"));
        if (id == null) {
            throw noPurchaseOrder();
        }
        return id;
    }

    public static UUID receiptId(ApiRequest request) {
        UUID id = TypeId.RECEIPT.parse(request.pathParameter("receipt_id"));
        if (id == null) {
            throw noReceipt();
        }
        return id;
    }

    public static String sku(ApiRequest request) {
        String sku = request.pathParameter("sku");
        if (StorableText.isLongerThan(Limits.SKU_CHARACTERS_MAX, sku)) {
            throw noProduct();
        }
        return sku;
    }

    public static String supplierId(ApiRequest request) {
        String id = request.pathParameter("id");
        if (StorableText.isLongerThan(Limits.SUPPLIER_ID_CHARACTERS_MAX, id)) {
            throw noSupplier();
        }
        return id;
    }

    public static ProblemException noOrder() {
        return new ProblemException(Problems.notFound("There is no such order."));
    }

    public static ProblemException noPurchaseOrder() {
        return new ProblemException(Problems.notFound("There is no such purchase order."));
    }

    public static ProblemException noReceipt() {
        return new ProblemException(Problems.notFound("There is no such receipt of this purchase order."));
    }

    public static ProblemException noProduct() {
        return new ProblemException(Problems.notFound("There is no product with this SKU."));
    }

    public static ProblemException noSupplier() {
        return new ProblemException(Problems.notFound("There is no supplier with this id."));
    }
}
