/** Suppliers, how each is reached, and what they report by callbacks. */
@NullMarked
package dev.millrace.http.suppliers;

import org.jspecify.annotations.NullMarked;
