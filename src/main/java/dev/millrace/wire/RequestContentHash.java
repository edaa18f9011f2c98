package dev.millrace.wire;

import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.order.EditOrder;
import dev.millrace.domain.order.PlaceOrder;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.order.ShipOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.domain.stock.AdjustStock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells a repeated request from another one under the same key: SHA-256 over a version, the kind of command, and
 * the parsed fields in a fixed order, each with its length in front. White space, the order of fields and the spelling
 * of strings do not count; the order of lines does; absent, null and default are one.
 *
 * <p>A stored hash is compared for ever: a change here is a new version, and the old one must still be computed.
 */
public final class RequestContentHash {
    private static final byte VERSION = 1;
    private static final int ABSENT = -1;
    private static final int LENGTH_BYTES = 4;
    private static final int TYPICAL_BYTES = 256;

    private byte[] bytes = new byte[TYPICAL_BYTES];
    private int length;

    private RequestContentHash(String kind) {
        bytes[length++] = VERSION;
        text(kind);
    }

    public static RequestHash placeOrder(@Nullable String customerRef, List<PlaceOrder.RequestedLine> lines) {
        RequestContentHash content = new RequestContentHash(PlaceOrder.KIND);
        content.text(customerRef);
        content.number(lines.size());
        for (PlaceOrder.RequestedLine line : lines) {
            content.text(line.sku());
            content.number(line.quantity());
            content.money(line.expectedPrice());
        }
        return content.hash();
    }

    public static RequestHash adjustStock(String reason, List<AdjustStock.Correction> corrections) {
        RequestContentHash content = new RequestContentHash(AdjustStock.KIND);
        content.text(reason);
        content.number(corrections.size());
        for (AdjustStock.Correction correction : corrections) {
            content.text(correction.sku());
            switch (correction) {
                case AdjustStock.Correction.Delta(var _, long units) -> {
                    content.text("delta");
                    content.number(units);
                }
                case AdjustStock.Correction.Set(var _, long onHand) -> {
                    content.text("set");
                    content.number(onHand);
                }
            }
        }
        return content.hash();
    }

    /** @param parts what left; none for everything that is allocated */
    public static RequestHash shipOrder(UUID orderId, List<LineUnits> parts) {
        return unitsOf(ShipOrder.KIND, orderId, parts);
    }

    public static RequestHash editOrder(UUID orderId, List<LineUnits> quantities) {
        return unitsOf(EditOrder.KIND, orderId, quantities);
    }

    public static RequestHash returnGoods(UUID orderId, List<ReturnGoods.Part> parts) {
        RequestContentHash content = new RequestContentHash(ReturnGoods.KIND);
        content.text(orderId.toString());
        content.number(parts.size());
        for (ReturnGoods.Part part : parts) {
            content.units(part.units());
            content.number(part.restocks() ? 1 : 0);
        }
        return content.hash();
    }

    /** Whether more than was ordered may have come is no part of it: the goods are the same. */
    public static RequestHash receiveGoods(
            UUID purchaseOrderId, String deliveryNote, List<ReceiveGoods.Arrived> arrived) {
        RequestContentHash content = new RequestContentHash(ReceiveGoods.KIND);
        content.text(purchaseOrderId.toString());
        content.text(deliveryNote);
        content.number(arrived.size());
        for (ReceiveGoods.Arrived line : arrived) {
            content.text(line.sku());
            content.number(line.quantity());
        }
        return content.hash();
    }

    private static RequestHash unitsOf(String kind, UUID orderId, List<LineUnits> parts) {
        RequestContentHash content = new RequestContentHash(kind);
        content.text(orderId.toString());
        content.number(parts.size());
        parts.forEach(content::units);
        return content.hash();
    }

    private void units(LineUnits part) {
        number(part.line());
        number(part.quantity());
    }

    private void money(@Nullable Money money) {
        if (money == null) {
            lengthOf(ABSENT);
            lengthOf(ABSENT);
        } else {
            number(money.amount());
            text(money.currency());
        }
    }

    private void text(@Nullable String text) {
        if (text == null) {
            lengthOf(ABSENT);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        lengthOf(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void number(long number) {
        lengthOf(Long.BYTES);
        ensure(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (number >>> shift);
        }
    }

    private void lengthOf(int count) {
        ensure(LENGTH_BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (count >>> shift);
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private RequestHash hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, 0, length);
            return RequestHash.of(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
