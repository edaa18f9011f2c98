/** Commands that place orders and change them. */
@NullMarked
package dev.millrace.domain.order;

import org.jspecify.annotations.NullMarked;
