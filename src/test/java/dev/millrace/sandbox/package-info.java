/** Tests of the supplier that one tries things with. */
@NullMarked
package dev.millrace.sandbox;

import org.jspecify.annotations.NullMarked;
