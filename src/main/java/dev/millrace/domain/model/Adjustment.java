package dev.millrace.domain.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction of units on hand, as decided: all of its lines or none.
 *
 * @param reason why, in the merchant's words
 * @param lines what happened to each SKU
 * @param rejection null if it was done
 */
public record Adjustment(
        UUID id,
        String reason,
        Instant createdAt,
        List<Line> lines,
        @Nullable Rejection rejection) {
    public Adjustment {
        lines = List.copyOf(lines);
    }

    /**
     * One SKU's part.
     *
     * @param delta units added, or taken where negative
     * @param after the stock after it, waiting lines filled; as it was, where the adjustment was rejected
     */
    public record Line(String sku, long delta, StockLevel after) {}

    /**
     * Why it was not done.
     *
     * @param code {@code insufficient_stock}
     * @param lines the lines that would take more than is free
     */
    public record Rejection(String code, List<Shortage> lines) {
        public Rejection {
            lines = List.copyOf(lines);
        }
    }

    /** A line that would take more than is free. */
    public record Shortage(String sku, long delta, long free) {}
}
