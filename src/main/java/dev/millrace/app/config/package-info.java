/** Reads the configuration from file, environment and flags into the rooms' own typed records. */
@NullMarked
package dev.millrace.app.config;

import org.jspecify.annotations.NullMarked;
