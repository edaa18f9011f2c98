/** What is scarce and shared: budgets with a share for each holder, and turns by holder. It knows nothing of what it bounds. */
@NullMarked
package dev.millrace.limits;

import org.jspecify.annotations.NullMarked;
