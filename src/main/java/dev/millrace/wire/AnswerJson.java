package dev.millrace.wire;

import dev.millrace.domain.model.Answer;

/** The things that outcomes show, as the API names them. */
public final class AnswerJson {
    private AnswerJson() {}

    /** The id of what is answered, as the API shows it. */
    public static String id(Answer answer) {
        return switch (answer) {
            case Answer.OfOrder(var order) -> TypeId.ORDER.of(order.id());
            case Answer.OfProduct(var product) -> product.sku();
            case Answer.OfSupplier(var supplier) -> supplier.id();
            case Answer.OfAdjustment(var adjustment) -> TypeId.ADJUSTMENT.of(adjustment.id());
            case Answer.OfPurchaseOrder(var order) -> TypeId.PURCHASE_ORDER.of(order.id());
            case Answer.OfReceipt(var receipt) -> TypeId.RECEIPT.of(receipt.id());
            case Answer.OfFill(String sku, int _) -> sku;
            case Answer.OfNothing _ -> "";
        };
    }
}
