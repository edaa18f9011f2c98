package dev.millrace.purchasing;

import java.time.Instant;

/**
 * All that is set of one supplier: how it is reached, and when we buy from it.
 *
 * @param changedAt when it was last changed
 */
public record Connection(SupplierSettings settings, GatherPolicy gather, Instant changedAt) {}
