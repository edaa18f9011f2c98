@NullMarked
package dev.millrace.importer;

import org.jspecify.annotations.NullMarked;
