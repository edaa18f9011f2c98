package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Order;
import dev.millrace.domain.model.Supplier;
import dev.millrace.wire.EventWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchEventsTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");
    private static final UUID ID = UUID.fromString("0195f3c0-0000-7000-8000-000000000001");

    private final SearchChanges changes = new SearchChanges();

    @Test
    void takesWhatTheSearchKnowsOfADecidedOrder() {
        read(new EventData.OrderPlaced(order(1, Order.Status.OPEN, "ref \"7\"", "A", "B", "A")));

        assertThat(changes.decided())
                .containsExactly(new SearchedOrder(1, ID, "open", "ref \"7\"", AT, Set.of("A", "B")));
    }

    @Test
    void knowsAnOrderWithoutAReference() {
        read(new EventData.OrderRejected(order(1, Order.Status.REJECTED, null, "A")));

        assertThat(changes.decided()).singleElement().satisfies(order -> {
            assertThat(order.customerRef()).isNull();
            assertThat(order.status()).isEqualTo("rejected");
        });
    }

    @Test
    void anOrderDecidedAndCancelledInTheSameRowsIsWrittenOnce() {
        read(
                new EventData.OrderPlaced(order(1, Order.Status.OPEN, null, "A")),
                new EventData.OrderCancelled(order(1, Order.Status.CANCELLED, null, "A"), List.of(), List.of()));

        assertThat(changes.decided()).extracting(SearchedOrder::status).containsExactly("cancelled");
        assertThat(changes.statuses()).isEmpty();
    }

    @Test
    void anOlderOrderGetsItsNewStatus() {
        read(
                new EventData.BackordersFilled(order(7, Order.Status.OPEN, null, "A"), List.of()),
                new EventData.OrderCancelled(order(7, Order.Status.CANCELLED, null, "A"), List.of(), List.of()));

        assertThat(changes.decided()).isEmpty();
        assertThat(changes.statuses()).containsExactly(Map.entry(7L, "cancelled"));
    }

    @Test
    void eachOrderKeepsItsOwnTime() {
        Instant later = AT.plusMillis(1);
        read(
                new EventData.OrderPlaced(order(1, AT)),
                new EventData.OrderPlaced(order(2, AT)),
                new EventData.OrderPlaced(order(3, later)),
                new EventData.OrderPlaced(order(4, AT)));

        assertThat(changes.decided()).extracting(SearchedOrder::createdAt).containsExactly(AT, AT, later, AT);
    }

    @Test
    void skipsWhatIsNoOrder() {
        read(
                new EventData.SupplierCreated(new Supplier("s", "S", 1, AT)),
                new EventData.OrderPlaced(order(2, Order.Status.OPEN, null, "A")));

        assertThat(changes.decided()).extracting(SearchedOrder::number).containsExactly(2L);
    }

    @Test
    void tellsHowLongAnOrderWaitedWhenItHasItsLastUnit() {
        Order.Line still = Order.Line.ordered("A", 5, 3, 2, new Money(100, "EUR"), null);
        EventWriter writer = new EventWriter(256);
        Instant first = AT.plusSeconds(60);
        Instant last = AT.plusSeconds(3_600);
        Order whole = order(7, Order.Status.OPEN, null, "A");
        writer.write(new Event(8, first, null, new EventData.BackordersFilled(waiting(whole, still), List.of())));
        writer.write(new Event(9, last, null, new EventData.BackordersFilled(whole, List.of())));
        writer.write(new Event(
                10,
                last,
                null,
                new EventData.OrderCancelled(order(7, Order.Status.CANCELLED, null), List.of(), List.of())));
        read(writer.finish());

        assertThat(changes.filled()).containsExactly(Duration.ofHours(1));
    }

    private static Order waiting(Order order, Order.Line line) {
        return order.with(Order.Status.OPEN, List.of(line));
    }

    @Test
    void readsALaterKindOfEventThatCarriesAnOrder() {
        EventWriter writer = new EventWriter(256);
        writer.write(new Event(
                9, AT, null, new EventData.BackordersFilled(order(7, Order.Status.COMPLETED, null, "A"), List.of())));
        read(writer.finish().replace("order.backorders_filled", "order.shipped"));

        assertThat(changes.statuses()).containsExactly(Map.entry(7L, "completed"));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (String row : List.of(
                "",
                "{}",
                "[",
                "[1]",
                "[{\"data\":{}}]",
                "[{\"type\":\"order.placed\",\"data\":{}}]",
                "[{\"type\":\"order.placed\",\"data\":null}]")) {
            assertThatThrownBy(() -> read(row))
                    .as(row)
                    .isInstanceOfAny(IllegalStateException.class, NullPointerException.class);
        }
    }

    private void read(EventData... events) {
        EventWriter writer = new EventWriter(1_024);
        long number = 0;
        for (EventData data : events) {
            writer.write(new Event(++number, AT, null, data));
        }
        read(writer.finish());
    }

    private static Order order(long number, Instant createdAt) {
        return new Order(ID, Order.Status.OPEN, null, new Money(1, "EUR"), createdAt, number, List.of(), null);
    }

    private static Order order(long number, Order.Status status, @Nullable String customerRef, String... skus) {
        return new Order(
                ID,
                status,
                customerRef,
                new Money(1, "EUR"),
                AT,
                number,
                List.of(skus).stream()
                        .map(sku -> Order.Line.ordered(sku, 1, 1, 0, new Money(1, "EUR"), null))
                        .toList(),
                null);
    }

    private void read(String row) {
        new SearchEvents(changes).read(row.getBytes(StandardCharsets.UTF_8));
    }
}
