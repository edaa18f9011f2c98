package dev.millrace.store;

/** A supplier of a merchant; suppliers of two merchants are two, though they be one company. */
public record SupplierKey(int merchantId, String supplierId) {
    /** Before all of them, in the order of their keys. */
    public static final SupplierKey FIRST = new SupplierKey(0, "");
}
