package dev.millrace.store;

/** A supplier of a merchant; suppliers of two merchants are two, though they be one company. */
public record SupplierKey(int merchantId, String supplierId) {
    /** Before all of a merchant's, in the order of their keys. */
    public static SupplierKey first(int merchantId) {
        return new SupplierKey(merchantId, "");
    }
}
