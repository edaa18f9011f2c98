package dev.millrace.domain.state;

import java.util.UUID;

/**
 * A line that waits for units of a product. "Oldest" is the journal number and then the line.
 *
 * @param line its position in its order, from 0
 * @param quantity units that it waits for, at least 1
 */
public record BackorderLine(int productKey, long journalNumber, int line, UUID orderId, long quantity) {}
