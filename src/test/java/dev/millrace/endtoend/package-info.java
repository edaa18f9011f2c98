/** The whole product, over HTTP, on a real PostgreSQL. */
@NullMarked
package dev.millrace.endtoend;

import org.jspecify.annotations.NullMarked;
