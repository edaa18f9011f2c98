/** Logs: one JSON object per line, to standard output or to a file. */
@NullMarked
package dev.millrace.app.logging;

import org.jspecify.annotations.NullMarked;
