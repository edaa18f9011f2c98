/** What happened: the events of a journal, each with what it changed. */
@NullMarked
package dev.millrace.domain.event;

import org.jspecify.annotations.NullMarked;
