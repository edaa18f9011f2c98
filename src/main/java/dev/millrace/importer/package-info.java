/** Brings files of real orders into a running server, through its API. */
@NullMarked
package dev.millrace.importer;

import org.jspecify.annotations.NullMarked;
