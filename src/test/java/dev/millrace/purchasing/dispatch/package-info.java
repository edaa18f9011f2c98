@NullMarked
package dev.millrace.purchasing.dispatch;

import org.jspecify.annotations.NullMarked;
