/** What a command tells the person who started it: how far it is, and why it failed. Nothing here writes; {@code app} does. */
@NullMarked
package dev.millrace.console;

import org.jspecify.annotations.NullMarked;
