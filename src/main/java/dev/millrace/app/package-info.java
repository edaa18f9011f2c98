/** Main and its commands, wiring, configuration, the embedded database, the order of shutdown. */
@NullMarked
package dev.millrace.app;

import org.jspecify.annotations.NullMarked;
