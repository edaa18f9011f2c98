/** Rules broken on purpose, one at a time, to see that a test notices each of them. */
@NullMarked
package dev.millrace.faults;

import org.jspecify.annotations.NullMarked;
