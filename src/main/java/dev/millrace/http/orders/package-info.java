/** Orders: placing, reading, listing, and what becomes of an accepted one. */
@NullMarked
package dev.millrace.http.orders;

import org.jspecify.annotations.NullMarked;
