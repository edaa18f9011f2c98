/** Load on a running Millrace, with every answer held against what was asked. */
@NullMarked
package dev.millrace.load;

import org.jspecify.annotations.NullMarked;
