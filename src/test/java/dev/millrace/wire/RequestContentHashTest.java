package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.Money;
import dev.millrace.domain.RequestHash;
import dev.millrace.domain.order.PlaceOrder.Wanted;
import dev.millrace.domain.stock.AdjustStock.Correction;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestContentHashTest {
    private static final Money PRICE = new Money(1999, "EUR");

    @Test
    void equalContentHasEqualHashes() {
        assertThat(order("shop-7", new Wanted("A", 2, PRICE), new Wanted("B", 1, null)))
                .isEqualTo(order("shop-7", new Wanted("A", 2, new Money(1999, "EUR")), new Wanted("B", 1, null)));
        assertThat(RequestContentHash.adjustStock("count", List.of(new Correction.Delta("A", 5))))
                .isEqualTo(RequestContentHash.adjustStock("count", List.of(new Correction.Delta("A", 5))));
    }

    /** Hashes are stored and compared for ever: if this fails, old keys will be refused. */
    @Test
    void aHashStaysWhatItWas() {
        assertThat(hex(order("shop-7", new Wanted("A", 2, PRICE), new Wanted("B", 1, null))))
                .isEqualTo("d6b3b52ed6233a6fb6e1977c01a0905f3284874685dd8d0b350924ed512eee70");
        assertThat(hex(RequestContentHash.adjustStock(
                        "count", List.of(new Correction.Delta("A", -5), new Correction.Set("B", 7)))))
                .isEqualTo("ab71b8cef49a238b7e66d35855c199b4a529b145464183cd437621eacf3cf665");
    }

    @Test
    void everyFieldOfAnOrderCounts() {
        Set<RequestHash> hashes = new HashSet<>(List.of(
                order(null, new Wanted("A", 2, null)),
                order("x", new Wanted("A", 2, null)),
                order("y", new Wanted("A", 2, null)),
                order(null, new Wanted("B", 2, null)),
                order(null, new Wanted("A", 3, null)),
                order(null, new Wanted("A", 2, PRICE)),
                order(null, new Wanted("A", 2, new Money(2000, "EUR"))),
                order(null, new Wanted("A", 2, new Money(1999, "USD"))),
                order(null, new Wanted("A", 2, null), new Wanted("A", 2, null)),
                order(null, new Wanted("A", 2, null), new Wanted("B", 1, null)),
                order(null, new Wanted("B", 1, null), new Wanted("A", 2, null))));

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
    void lengthsKeepFieldsApart() {
        assertThat(order("ab", new Wanted("c", 1, null))).isNotEqualTo(order("a", new Wanted("bc", 1, null)));
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

    private static RequestHash order(@Nullable String customerRef, Wanted... lines) {
        return RequestContentHash.placeOrder(customerRef, List.of(lines));
    }
}
