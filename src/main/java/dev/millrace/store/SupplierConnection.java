package dev.millrace.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a supplier is reached and when we buy from it, as it is stored. What the words mean is known to the room
 * {@code purchasing}.
 *
 * @param kind {@code rest}, {@code soap11}, {@code soap12} or {@code manual}
 * @param address null for {@code manual} alone
 * @param sealedSecret unreadable without the operator's pepper; null for none; never changed by anyone
 * @param gather {@code at_once}, {@code interval}, {@code quantity} or {@code on_submit}
 * @param gatherSeconds for {@code interval} alone
 * @param gatherUnits for {@code quantity} alone
 * @param changedAt when it was last changed
 */
@SuppressWarnings("ArrayRecordComponent") // Opaque bytes on their way to whoever can open them.
public record SupplierConnection(
        int merchantId,
        String supplierId,
        String kind,
        @Nullable String address,
        byte @Nullable [] sealedSecret,
        String gather,
        @Nullable Long gatherSeconds,
        @Nullable Long gatherUnits,
        int connectTimeoutMillis,
        int exchangeTimeoutMillis,
        Instant changedAt) {}
