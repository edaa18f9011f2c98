package dev.millrace.domain.model;

/** The thing that an outcome shows to its sender. */
public sealed interface Answer {
    record OfOrder(Order order) implements Answer {}

    record OfProduct(Product product) implements Answer {}

    record OfSupplier(Supplier supplier) implements Answer {}

    record OfAdjustment(Adjustment adjustment) implements Answer {}

    record OfPurchaseOrder(PurchaseOrder order) implements Answer {}

    record OfReceipt(Receipt receipt) implements Answer {}

    /** There was nothing to do for a job that asked. */
    record OfNothing() implements Answer {}

    /** How many waiting lines were filled by a job that asked for it. */
    record OfFill(String sku, int lines) implements Answer {}
}
