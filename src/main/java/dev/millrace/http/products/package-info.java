/** Products: one by one and in bulk. */
@NullMarked
package dev.millrace.http.products;

import org.jspecify.annotations.NullMarked;
