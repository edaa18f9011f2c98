/** What follows the journal: the events API's reader, projections, the audit. */
@NullMarked
package dev.millrace.feed;

import org.jspecify.annotations.NullMarked;
