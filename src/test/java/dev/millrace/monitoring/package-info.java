/** Holds {@code monitoring/} to what a server really measures. */
@NullMarked
package dev.millrace.monitoring;

import org.jspecify.annotations.NullMarked;
