package dev.millrace.http;

import java.time.Instant;

/**
 * When and as what a request came in; made once, at its first byte.
 *
 * @param requestId the client's own, or one that we made
 * @param at the time of its receipt, which is the time of the events that it leads to
 * @param deadlineNanos on {@link System#nanoTime()}'s scale, when we stop trying to answer it
 */
public record Arrival(String requestId, Instant at, long deadlineNanos) {}
