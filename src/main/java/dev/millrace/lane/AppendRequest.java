package dev.millrace.lane;

import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.Head;
import dev.millrace.wire.EventWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it is to be written.
 *
 * @param batchId by which the journal later proves that it was written
 * @param merchants sorted by merchant
 */
public record AppendRequest(UUID batchId, Instant decidedAt, List<OfMerchant> merchants) {
    public AppendRequest {
        merchants = List.copyOf(merchants);
    }

    /**
     * One merchant's part.
     *
     * @param expected where its head must be
     * @param newNumber where it is moved to
     * @param events the journal row, or null if the head is only compared
     * @param changes the rows to write
     * @param writer has the JSON of the orders and adjustments among them
     */
    public record OfMerchant(
            int merchantId,
            Head expected,
            long newNumber,
            @Nullable String events,
            ChangeSet changes,
            EventWriter writer) {}
}
