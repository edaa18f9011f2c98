package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.model.LineUnits;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.order.PlaceOrder.RequestedLine;
import dev.millrace.domain.order.ReturnGoods;
import dev.millrace.domain.purchasing.ReceiveGoods.Arrived;
import dev.millrace.domain.stock.AdjustStock.Correction;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestContentHashTest {
    private static final Money PRICE = new Money(1999, "EUR");

    @Test
    void equalContentHasEqualHashes() {
        assertThat(order("shop-7", new RequestedLine("A", 2, PRICE), new RequestedLine("B", 1, null)))
                .isEqualTo(order(
                        "shop-7", new RequestedLine("A", 2, new Money(1999, "EUR")), new RequestedLine("B", 1, null)));
        assertThat(RequestContentHash.adjustStock("count", List.of(new Correction.Delta("A", 5))))
                .isEqualTo(RequestContentHash.adjustStock("count", List.of(new Correction.Delta("A", 5))));
    }

    /** Hashes are stored and compared for ever: if this fails, old keys will be refused. */
    @Test
    void aHashStaysWhatItWas() {
        assertThat(hex(order("shop-7", new RequestedLine("A", 2, PRICE), new RequestedLine("B", 1, null))))
                .isEqualTo("d6b3b52ed6233a6fb6e1977c01a0905f3284874685dd8d0b350924ed512eee70");
        assertThat(hex(RequestContentHash.adjustStock(
                        "count", List.of(new Correction.Delta("A", -5), new Correction.Set("B", 7)))))
                .isEqualTo("ab71b8cef49a238b7e66d35855c199b4a529b145464183cd437621eacf3cf665");
        List<LineUnits> units = List.of(new LineUnits(0, 2), new LineUnits(7, 1));
        assertThat(hex(RequestContentHash.shipOrder(new UUID(1, 2), units)))
                .isEqualTo("37046033c96567483ad71127d1894361b26597f86b9e867d8b188c90409cb012");
        assertThat(hex(RequestContentHash.editOrder(new UUID(1, 2), units)))
                .isEqualTo("6d6c6600e1f59b0bd09f1de52929bf1c83d7b52182a902816115ecee4cb2de53");
        assertThat(hex(RequestContentHash.returnGoods(
                        new UUID(1, 2), List.of(new ReturnGoods.Part(new LineUnits(3, 4), true)))))
                .isEqualTo("8d7f776c17c48f3f3b25eb2803c4aeb59f5f4414395eaca78d81898e7b075021");
        assertThat(hex(receipt(2, "L-1", new Arrived("A", 36))))
                .isEqualTo("214a60c61fbe5fee3c4aed1408032783c703772cdfecaca20413ccf803f2a704");
    }

    @Test
    void everyFieldOfAnOrderCounts() {
        Set<RequestHash> hashes = new HashSet<>(List.of(
                order(null, new RequestedLine("A", 2, null)),
                order("x", new RequestedLine("A", 2, null)),
                order("y", new RequestedLine("A", 2, null)),
                order(null, new RequestedLine("B", 2, null)),
                order(null, new RequestedLine("A", 3, null)),
                order(null, new RequestedLine("A", 2, PRICE)),
                order(null, new RequestedLine("A", 2, new Money(2000, "EUR"))),
                order(null, new RequestedLine("A", 2, new Money(1999, "USD"))),
                order(null, new RequestedLine("A", 2, null), new RequestedLine("A", 2, null)),
                order(null, new RequestedLine("A", 2, null), new RequestedLine("B", 1, null)),
                order(null, new RequestedLine("B", 1, null), new RequestedLine("A", 2, null))));

        assertThat(hashes).hasSize(11);
    }

    @Test
    void everyFieldOfAnAdjustmentCounts() {
        Set<RequestHash> hashes = new HashSet<>(List.of(
                RequestContentHash.adjustStock("r", List.of(new Correction.Delta("A", 1))),
                RequestContentHash.adjustStock("s", List.of(new Correction.Delta("A", 1))),
                RequestContentHash.adjustStock("r", List.of(new Correction.Delta("B", 1))),
                RequestContentHash.adjustStock("r", List.of(new Correction.Delta("A", -1))),
                RequestContentHash.adjustStock("r", List.of(new Correction.Set("A", 1))),
                RequestContentHash.adjustStock("r", List.of(new Correction.Set("A", 1), new Correction.Set("B", 1))),
                RequestContentHash.adjustStock("r", List.of(new Correction.Set("B", 1), new Correction.Set("A", 1)))));

        assertThat(hashes).hasSize(7);
    }

    @Test
    void everyFieldOfWhatBecomesOfAnOrderCounts() {
        UUID one = new UUID(0, 1);
        UUID two = new UUID(0, 2);
        Set<RequestHash> hashes = new HashSet<>(List.of(
                RequestContentHash.shipOrder(one, List.of()),
                RequestContentHash.shipOrder(two, List.of()),
                RequestContentHash.shipOrder(one, List.of(new LineUnits(0, 1))),
                RequestContentHash.shipOrder(one, List.of(new LineUnits(1, 1))),
                RequestContentHash.shipOrder(one, List.of(new LineUnits(0, 2))),
                RequestContentHash.editOrder(one, List.of(new LineUnits(0, 1))),
                RequestContentHash.editOrder(two, List.of(new LineUnits(0, 1))),
                RequestContentHash.returnGoods(one, List.of(new ReturnGoods.Part(new LineUnits(0, 1), true))),
                RequestContentHash.returnGoods(one, List.of(new ReturnGoods.Part(new LineUnits(0, 1), false))),
                RequestContentHash.returnGoods(two, List.of(new ReturnGoods.Part(new LineUnits(0, 1), true)))));

        assertThat(hashes).hasSize(10);
    }

    @Test
    void everyFieldOfAReceiptCounts() {
        Set<RequestHash> hashes = new HashSet<>(List.of(
                receipt(1, "note", new Arrived("A", 1)),
                receipt(2, "note", new Arrived("A", 1)),
                receipt(1, "not", new Arrived("A", 1)),
                receipt(1, "note", new Arrived("B", 1)),
                receipt(1, "note", new Arrived("A", 2)),
                receipt(1, "note", new Arrived("A", 1), new Arrived("B", 1)),
                receipt(1, "note", new Arrived("B", 1), new Arrived("A", 1))));

        assertThat(hashes).hasSize(7);
    }

    @Test
    void lengthsKeepFieldsApart() {
        assertThat(order("ab", new RequestedLine("c", 1, null)))
                .isNotEqualTo(order("a", new RequestedLine("bc", 1, null)));
    }

    @Test
    void longContentIsHashedWhole() {
        String reason = "r".repeat(200);
        Correction[] lines = new Correction[1_000];
        for (int line = 0; line < lines.length; line++) {
            lines[line] = new Correction.Delta("SKU-" + line, line);
        }
        RequestHash before = RequestContentHash.adjustStock(reason, List.of(lines));
        lines[999] = new Correction.Delta("SKU-999", 998);

        assertThat(RequestContentHash.adjustStock(reason, List.of(lines))).isNotEqualTo(before);
    }

    private static String hex(RequestHash hash) {
        return HexFormat.of().formatHex(hash.toBytes());
    }

    private static RequestHash receipt(long purchaseOrder, String note, Arrived... arrived) {
        return RequestContentHash.receiveGoods(new UUID(0, purchaseOrder), note, List.of(arrived));
    }

    private static RequestHash order(@Nullable String customerRef, RequestedLine... lines) {
        return RequestContentHash.placeOrder(customerRef, List.of(lines));
    }
}
