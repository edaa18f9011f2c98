@NullMarked
package dev.millrace.domain.stock;

import org.jspecify.annotations.NullMarked;
