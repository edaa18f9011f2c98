@NullMarked
package dev.millrace.app.importer;

import org.jspecify.annotations.NullMarked;
