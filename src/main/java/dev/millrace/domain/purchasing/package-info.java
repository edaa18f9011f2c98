/** Commands that buy: gathering what is owed, the life of a purchase order, and its receipts. */
@NullMarked
package dev.millrace.domain.purchasing;

import org.jspecify.annotations.NullMarked;
