package dev.millrace.purchasing;

import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.wire.JsonDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier calls back to tell us, in its own time. The request is signed as {@link RequestSignature} has it.
 *
 * <p>It is read strictly, like everything that comes to our own API: a supplier that misspells a field should hear of it.
 */
public sealed interface SupplierNotice {
    /** Which purchase order, {@code po_…}; not yet known to be one. */
    String number();

    /** What it decided of it, which {@linkplain SupplierMoves moves} it. */
    sealed interface Decided extends SupplierNotice permits Acknowledged, Rejected, Cancelled {}

    /** It will deliver. */
    record Acknowledged(
            String number,
            @Nullable String reference,
            @Nullable Instant expectedAt) implements Decided {}

    /** It will not deliver. */
    record Rejected(String number, String reason) implements Decided {}

    /** It will not deliver the rest, since it was asked not to. */
    record Cancelled(String number) implements Decided {}

    /**
     * Goods are here, or on their way.
     *
     * @param deliveryNote the supplier's number of the delivery; the same one again is the same delivery
     */
    record Delivered(String number, String deliveryNote, List<ReceiveGoods.Arrived> lines) implements SupplierNotice {
        public Delivered {
            lines = List.copyOf(lines);
        }
    }

    /** How it is read. */
    JsonDocument<SupplierNotice> DOCUMENT = SupplierNoticeReading::read;
}
