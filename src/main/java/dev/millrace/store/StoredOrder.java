package dev.millrace.store;

import dev.millrace.domain.model.Version;
import java.util.UUID;

/**
 * An order as the table holds it, ready to be answered with.
 *
 * @param number of the event that decided it, its place in every list
 * @param status {@code rejected}, {@code open}, {@code completed} or {@code cancelled}
 * @param version the order's version now
 * @param body its JSON as it stands now, UTF-8; never parsed on its way, never changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; copying them would be the cost of the answer.
public record StoredOrder(UUID orderId, long number, String status, Version version, byte[] body) {}
