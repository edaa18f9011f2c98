@NullMarked
package dev.millrace.limits;

import org.jspecify.annotations.NullMarked;
