/** Holds what the documents say to what the program is. */
@NullMarked
package dev.millrace.documentation;

import org.jspecify.annotations.NullMarked;
