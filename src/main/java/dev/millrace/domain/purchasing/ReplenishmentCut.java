package dev.millrace.domain.purchasing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is left of a replenishment that shrank before it was bought. */
public record ReplenishmentCut(
        UUID id, long shortfall, @Nullable Long quantity, Replenishment.Status status) {}
