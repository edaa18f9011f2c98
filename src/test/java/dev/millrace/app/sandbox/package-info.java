/** Tests of the supplier that one tries things with. */
@NullMarked
package dev.millrace.app.sandbox;

import org.jspecify.annotations.NullMarked;
