/** Holds what we are built of: exact versions, and none that is known to be bad. */
@NullMarked
package dev.millrace.dependencies;

import org.jspecify.annotations.NullMarked;
