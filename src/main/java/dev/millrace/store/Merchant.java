package dev.millrace.store;

import java.time.Instant;

/**
 * A tenant.
 *
 * @param name how operators call it, 1 to 64 characters, unique
 * @param history the id of its journal's history
 */
public record Merchant(int id, String name, String history, Instant createdAt) {}
