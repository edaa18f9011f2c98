/** The one way in for commands: queue, load, decide, append. */
@NullMarked
package dev.millrace.lane;

import org.jspecify.annotations.NullMarked;
