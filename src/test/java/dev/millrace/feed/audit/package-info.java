@NullMarked
package dev.millrace.feed.audit;

import org.jspecify.annotations.NullMarked;
