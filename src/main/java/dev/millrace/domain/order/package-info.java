@NullMarked
package dev.millrace.domain.order;

import org.jspecify.annotations.NullMarked;
