/** What a decision costs when a hundred thousand lines wait for the same SKU. */
@NullMarked
package dev.millrace.attack.backlog;

import org.jspecify.annotations.NullMarked;
