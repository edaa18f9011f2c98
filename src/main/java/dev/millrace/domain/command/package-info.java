/** What every command and decision has in common: the protocol between the lane and the rules. */
@NullMarked
package dev.millrace.domain.command;

import org.jspecify.annotations.NullMarked;
