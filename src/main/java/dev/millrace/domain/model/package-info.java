/** What a merchant's business consists of: products, stock, orders, purchase orders and the values in them. Sees nothing of the rest. */
@NullMarked
package dev.millrace.domain.model;

import org.jspecify.annotations.NullMarked;
