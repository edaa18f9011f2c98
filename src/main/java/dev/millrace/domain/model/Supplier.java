package dev.millrace.domain.model;

import java.time.Instant;

/**
 * Who sells to the merchant. Only its identity is business; addresses and secrets are settings.
 *
 * @param id the merchant's own name for it, 1 to 64 characters
 * @param number of the event that last changed it, its version
 */
public record Supplier(String id, String name, long number, Instant createdAt) {}
