package dev.millrace.lane;

import dev.millrace.domain.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * The thing that an outcome answers with. For a recorded outcome it is the same for ever, so a replay can give back the
 * same bytes.
 *
 * @param accepted whether the command was done, or decided against
 * @param id how the API names the thing: {@code order_…}, {@code adj_…}, a SKU, a supplier's id
 * @param rejectionCode why it was decided against, or null
 * @param version of the thing
 * @param body its JSON, UTF-8; never changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; copying them would be the cost of the answer.
public record RecordedOutcome(
        boolean accepted, String id, @Nullable String rejectionCode, Version version, byte[] body) {
    /** The same, in another history. */
    RecordedOutcome in(String history) {
        return new RecordedOutcome(accepted, id, rejectionCode, new Version(history, version.number()), body);
    }
}
