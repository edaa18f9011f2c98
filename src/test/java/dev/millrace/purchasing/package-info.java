/** Tests of how suppliers are reached. */
@NullMarked
package dev.millrace.purchasing;

import org.jspecify.annotations.NullMarked;
