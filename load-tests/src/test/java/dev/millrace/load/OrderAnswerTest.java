package dev.millrace.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A load test is worth what its checks refuse. */
class OrderAnswerTest {
    private static final OrderRequest SENT =
            new OrderRequest("k1", List.of(new OrderRequest.Line("SKU-0001", 3), new OrderRequest.Line("SKU-0002", 1)));

    private static final String ACCEPTED = """
            {"id":"order_1","status":"open","lines":[
             {"sku":"SKU-0001","quantity":3,"allocated":2,"backordered":1},
             {"sku":"SKU-0002","quantity":1,"allocated":1,"backordered":0}]}""";

    private static final String REJECTED = """
            {"code":"insufficient_stock","retry":"new_key","order":{"id":"order_2","status":"rejected","lines":[
             {"sku":"SKU-0001","quantity":3,"allocated":0,"backordered":0},
             {"sku":"SKU-0002","quantity":1,"allocated":0,"backordered":0}],
             "rejection":{"code":"insufficient_stock","lines":[{"sku":"SKU-0001","ordered":3,"available":2}]}}}""";

    @Test
    void takesTheOrderThatWasSent() {
        assertThat(OrderAnswer.checkPlaced(SENT, ACCEPTED)).isEqualTo("order_1");
        OrderAnswer.checkReadBack(SENT, "order_1", ACCEPTED);
    }

    @Test
    void takesAGoodReasonToRejectIt() {
        assertThat(OrderAnswer.checkPlaced(SENT, REJECTED)).isEqualTo("order_2");
    }

    @Test
    void refusesAnotherQuantityAnotherSkuAndAMissingLine() {
        refuses(ACCEPTED.replace("\"quantity\":3", "\"quantity\":4"), "other lines");
        refuses(ACCEPTED.replace("SKU-0002", "SKU-0003"), "other lines");
        refuses(
                "{\"id\":\"order_1\",\"status\":\"open\",\"lines\":[{\"sku\":\"SKU-0001\",\"quantity\":3}]}",
                "other lines");
    }

    @Test
    void refusesUnitsThatNobodyPromised() {
        refuses(ACCEPTED.replace("\"backordered\":1", "\"backordered\":0"), "allocated and backordered");
    }

    @Test
    void refusesAnotherOrderReadBack() {
        assertThatThrownBy(() -> OrderAnswer.checkReadBack(SENT, "order_9", ACCEPTED))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("another order");
    }

    @Test
    void refusesARejectionWithoutReason() {
        refuses(REJECTED.replace("\"available\":2", "\"available\":3"), "there is enough");
        refuses(REJECTED.replace("insufficient_stock", "bad_mood"), "no good reason");
        refuses(REJECTED.replace("\"retry\":\"new_key\",", ""), "new key");
        refuses(REJECTED.replace("\"allocated\":0", "\"allocated\":1"), "units allocated");
        refuses(REJECTED.replace("{\"sku\":\"SKU-0001\",\"ordered\":3,\"available\":2}", ""), "names no line");
    }

    @Test
    void refusesWhatIsNoOrderAtAll() {
        refuses("<html>", "not JSON");
        refuses("{}", "not an open order");
    }

    private static void refuses(String body, String reason) {
        assertThatThrownBy(() -> OrderAnswer.checkPlaced(SENT, body))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining(reason);
    }
}
