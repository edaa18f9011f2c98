package dev.millrace.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderRequestsTest {
    @Test
    void aSeedDecidesWhatIsOrdered() {
        assertThat(lines(7)).isEqualTo(lines(7)).isNotEqualTo(lines(8));
    }

    @Test
    void everyOrderHasAKeyOfItsOwn() {
        assertThat(orders(1).map(OrderRequest::idempotencyKey)).doesNotHaveDuplicates();
    }

    @Test
    void theMostPopularProductIsOrderedTwiceAsOftenAsTheNext() {
        List<String> skus = lines(1).stream()
                .flatMap(List::stream)
                .map(OrderRequest.Line::sku)
                .toList();
        double first = skus.stream().filter("SKU-0001"::equals).count();
        double second = skus.stream().filter("SKU-0002"::equals).count();
        assertThat(first / second).isBetween(1.8, 2.2);
        assertThat(skus).contains("SKU-1000").doesNotContain("SKU-0000", "SKU-1001");
    }

    @Test
    void oneOrderInFiftyIsAResellers() {
        long resellers = orders(1)
                .filter(order -> order.lines().getFirst().quantity() >= 1_000)
                .count();
        assertThat(resellers).isBetween(350L, 450L);
    }

    private static Stream<OrderRequest> orders(long seed) {
        OrderRequests requests = new OrderRequests(seed, "test");
        return Stream.generate(requests::order).limit(20_000);
    }

    private static List<List<OrderRequest.Line>> lines(long seed) {
        return orders(seed).map(OrderRequest::lines).toList();
    }
}
