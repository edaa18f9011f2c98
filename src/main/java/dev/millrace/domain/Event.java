package dev.millrace.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a merchant's journal.
 *
 * @param number without gaps, from 1
 * @param at the time of receipt of the command that led to it
 * @param keyed the command's key and hash where it had one and this event records its outcome
 * @param data what happened
 */
public record Event(long number, Instant at, @Nullable Keyed keyed, EventData data) {}
