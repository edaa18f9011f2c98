/** The JSON of orders, events and outcomes, written and read as bytes, and the ids that it shows. */
@NullMarked
package dev.millrace.wire;

import org.jspecify.annotations.NullMarked;
