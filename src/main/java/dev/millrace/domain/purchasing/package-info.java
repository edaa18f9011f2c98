@NullMarked
package dev.millrace.domain.purchasing;

import org.jspecify.annotations.NullMarked;
