package dev.millrace.store;

import dev.millrace.domain.Version;
import dev.millrace.domain.stock.StockLevel;

/**
 * A product's stock.
 *
 * @param version the number of the event that last moved it, 0 if none did
 */
public record StockOf(String sku, StockLevel level, Version version) {}
