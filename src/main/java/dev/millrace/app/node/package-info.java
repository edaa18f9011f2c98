/** A running node: puts the rooms together, starts them in order and stops them in the opposite one. */
@NullMarked
package dev.millrace.app.node;

import org.jspecify.annotations.NullMarked;
