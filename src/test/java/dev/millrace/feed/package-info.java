@NullMarked
package dev.millrace.feed;

import org.jspecify.annotations.NullMarked;
