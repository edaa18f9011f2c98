/** The events of a merchant, in the order of the journal. */
@NullMarked
package dev.millrace.http.events;

import org.jspecify.annotations.NullMarked;
