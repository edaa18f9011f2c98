@NullMarked
package dev.millrace.lane;

import org.jspecify.annotations.NullMarked;
