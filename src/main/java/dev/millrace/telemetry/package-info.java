/** Meters, event-loop lag, health, and the verticle that serves them on the management port. */
@NullMarked
package dev.millrace.telemetry;

import org.jspecify.annotations.NullMarked;
