package dev.millrace.importer;

import org.jspecify.annotations.Nullable;

/**
 * An order line as a file has it.
 *
 * @param position of the line in the file, the header being 1; of its last line where a value has line breaks
 * @param order the order's own number
 */
record FileLine(
        long position, String order, @Nullable String customerRef, String sku, String productName, Amount amount) {
    /**
     * How many for how much.
     *
     * @param quantity units, which may be 0 or less
     * @param unitPrice in minor units, which may be below 0
     */
    record Amount(long quantity, long unitPrice) {}

    long quantity() {
        return amount.quantity();
    }
}
