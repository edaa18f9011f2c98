/** Purchase orders, their receipts, and the replenishments that they buy. */
@NullMarked
package dev.millrace.http.purchaseorders;

import org.jspecify.annotations.NullMarked;
