package dev.millrace.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A purchase order in a list, without its lines: there may be a thousand of them.
 *
 * @param status as the API names it
 * @param expectedAt when the supplier means to deliver, as the API shows it, or null
 * @param reference the supplier's own name for it, or null
 * @param hold why a person must submit it, or null
 * @param reason what the supplier or the connection said last, or null
 * @param gathered replenishments that it buys
 * @param lines how many there are
 */
public record PurchaseOrderSummary(
        UUID id,
        String supplierId,
        String status,
        Instant createdAt,
        @Nullable String expectedAt,
        @Nullable String reference,
        @Nullable String hold,
        @Nullable String reason,
        int gathered,
        int lines) {}
