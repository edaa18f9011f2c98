/** Commands that change products and stock, and the queue of waiting lines that they fill. */
@NullMarked
package dev.millrace.domain.stock;

import org.jspecify.annotations.NullMarked;
