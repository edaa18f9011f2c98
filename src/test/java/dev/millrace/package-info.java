/** What tests of several rooms share. */
@NullMarked
package dev.millrace;

import org.jspecify.annotations.NullMarked;
