/** What operators see: meters, the lag of event loops, health, and the management server that shows them. */
@NullMarked
package dev.millrace.telemetry;

import org.jspecify.annotations.NullMarked;
