/** Work that is done again and again beside the requests: repeated, watched, and started again where it falls silent. */
@NullMarked
package dev.millrace.jobs;

import org.jspecify.annotations.NullMarked;
