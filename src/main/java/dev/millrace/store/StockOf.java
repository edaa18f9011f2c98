package dev.millrace.store;

import dev.millrace.domain.model.StockLevel;
import dev.millrace.domain.model.Version;

/**
 * A product's stock.
 *
 * @param version the number of the event that last moved it, 0 if none did
 */
public record StockOf(String sku, StockLevel level, Version version) {}
