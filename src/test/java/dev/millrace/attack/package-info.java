/** Commands that try to break what Millrace promises, for as long as they are told to. */
@NullMarked
package dev.millrace.attack;

import org.jspecify.annotations.NullMarked;
