/** What the demo has to sell, and how it gets there. */
@NullMarked
package dev.millrace.app.demo;

import org.jspecify.annotations.NullMarked;
