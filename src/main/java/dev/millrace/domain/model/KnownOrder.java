package dev.millrace.domain.model;

/**
 * An order as it stands.
 *
 * @param number of the event that last changed it, its version
 */
public record KnownOrder(Order order, long number) {}
