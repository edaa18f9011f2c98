/** Stock levels and their adjustments. */
@NullMarked
package dev.millrace.http.stock;

import org.jspecify.annotations.NullMarked;
