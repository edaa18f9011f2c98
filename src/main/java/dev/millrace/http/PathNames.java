package dev.millrace.http;

import dev.millrace.domain.Limits;
import dev.millrace.wire.Texts;
import dev.millrace.wire.TypeId;
import java.util.UUID;

/** What a path names. A name that nothing can have is answered like one that nothing has: 404. */
final class PathNames {
    private PathNames() {}

    static UUID orderId(ApiRequest request) {
        UUID id = TypeId.ORDER.parse(request.pathParameter("id"));
        if (id == null) {
            throw noOrder();
        }
        return id;
    }

    static UUID purchaseOrderId(ApiRequest request) {
        UUID id = TypeId.PURCHASE_ORDER.parse(request.pathParameter("id"));
        if (id == null) {
            throw noPurchaseOrder();
        }
        return id;
    }

    static UUID receiptId(ApiRequest request) {
        UUID id = TypeId.RECEIPT.parse(request.pathParameter("receipt_id"));
        if (id == null) {
            throw noReceipt();
        }
        return id;
    }

    static String sku(ApiRequest request) {
        String sku = request.pathParameter("sku");
        if (Texts.isLongerThan(Limits.SKU_CHARACTERS_MAX, sku)) {
            throw noProduct();
        }
        return sku;
    }

    static String supplierId(ApiRequest request) {
        String id = request.pathParameter("id");
        if (Texts.isLongerThan(Limits.SUPPLIER_ID_CHARACTERS_MAX, id)) {
            throw noSupplier();
        }
        return id;
    }

    static ProblemException noOrder() {
        return new ProblemException(Problems.notFound("There is no such order."));
    }

    static ProblemException noPurchaseOrder() {
        return new ProblemException(Problems.notFound("There is no such purchase order."));
    }

    static ProblemException noReceipt() {
        return new ProblemException(Problems.notFound("There is no such receipt of this purchase order."));
    }

    static ProblemException noProduct() {
        return new ProblemException(Problems.notFound("There is no product with this SKU."));
    }

    static ProblemException noSupplier() {
        return new ProblemException(Problems.notFound("There is no supplier with this id."));
    }
}
