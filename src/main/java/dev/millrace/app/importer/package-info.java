/** Brings files of real orders into a running server, through its API. */
@NullMarked
package dev.millrace.app.importer;

import org.jspecify.annotations.NullMarked;
