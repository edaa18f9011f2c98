/** What is known of a merchant at one head, how events change it, and what a command still needs to be loaded. */
@NullMarked
package dev.millrace.domain.state;

import org.jspecify.annotations.NullMarked;
