package dev.millrace.store;

/**
 * A name that means something inside one merchant only.
 *
 * @param name a SKU, an order's id, an idempotency key …
 */
record Scoped<N>(int merchantId, N name) {}
