package dev.millrace.domain.state;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.cancel;
import static dev.millrace.domain.Requests.createProduct;
import static dev.millrace.domain.Requests.delta;
import static dev.millrace.domain.Requests.line;
import static dev.millrace.domain.Requests.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.millrace.domain.Books;
import dev.millrace.domain.Draft;
import dev.millrace.domain.Given;
import dev.millrace.domain.Merchant;
import dev.millrace.domain.Request;
import dev.millrace.domain.Then;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.stock.AdjustStock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is known, exact at one head. */
class MerchantStateTest {
    private final Merchant merchant = Given.merchant()
            .product("A")
            .onHand(5)
            .product("B")
            .policyBackorder()
            .open();

    @Test
    void refusesRowsOfAnotherHead() {
        MerchantState state = MerchantState.at(Merchant.ID, merchant.books.head());
        Needs needs = needs(state, place("A", 1));
        Loaded before = merchant.books.load(needs);
        merchant.when(place("A", 1)).thenAccepted();
        Loaded after = merchant.books.load(needs);
        assertThatIllegalStateException().isThrownBy(() -> state.learn(needs, after));
        state.learn(needs, before);
        assertThat(state.knowsSku("A")).isTrue();
    }

    @Test
    void refusesRowsOfAnotherHistory() {
        Head head = merchant.books.head();
        MerchantState state = MerchantState.at(Merchant.ID, new Head("zzzzzzzzzz", head.number(), head.batchId()));
        Needs needs = needs(state, place("A", 1));
        assertThatIllegalStateException().isThrownBy(() -> state.learn(needs, merchant.books.load(needs)));
    }

    @Test
    void knowsNothingAtFirstAndSaysSo() {
        MerchantState state = MerchantState.at(Merchant.ID, merchant.books.head());
        UUID order = new UUID(1, 2);
        assertThat(state.knowsSku("A")).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> state.product("A"));
        assertThatIllegalStateException().isThrownBy(() -> state.stock(1));
        assertThatIllegalStateException().isThrownBy(() -> state.supplier("acme"));
        assertThatIllegalStateException().isThrownBy(() -> state.order(order));
        assertThatIllegalStateException().isThrownBy(() -> state.replenishments(order));
        assertThatIllegalStateException().isThrownBy(state::lastProductKey);
    }

    @Test
    void refusesToNameTheOldestOfAQueueThatItDoesNotKnow() {
        merchant.when(place("B", 1)).thenAccepted();
        merchant.forget();
        merchant.when(place("B", 1)).thenAccepted();
        int product = merchant.product("B").key();
        assertThat(merchant.state().knowsOldestBackorders(product, 1)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> merchant.state().oldestBackorders(product, 1));
    }

    @Test
    void thatSomethingDoesNotExistIsKnowledgeToo() {
        MerchantState state = MerchantState.at(Merchant.ID, merchant.books.head());
        UUID order = new UUID(1, 2);
        Needs needs = new Needs();
        needs.sku("TYPO");
        needs.supplier("nobody");
        needs.order(order);
        state.learn(needs, merchant.books.load(needs));
        assertThat(state.knowsSku("TYPO")).isTrue();
        assertThat(state.product("TYPO")).isNull();
        assertThat(state.knowsSupplier("nobody")).isTrue();
        assertThat(state.supplier("nobody")).isNull();
        assertThat(state.knowsOrder(order)).isTrue();
        assertThat(state.order(order)).isNull();
        assertThat(state.replenishments(order)).isEmpty();
    }

    @Test
    void anOrderThatComesUnaskedIsNotKnownSinceItsReplenishmentsMayBeMissing() {
        Then waits = merchant.when(place("B", 2)).thenAccepted();
        MerchantState state = MerchantState.at(Merchant.ID, merchant.books.head());
        Needs queue = new Needs();
        queue.sku("B");
        queue.oldestBackorders(merchant.product("B").key(), 1);
        Loaded loaded = merchant.books.load(queue);
        loaded.orders().add(new KnownOrder(waits.order(), waits.number()));
        state.learn(queue, loaded);
        assertThat(state.knowsOrder(waits.orderId())).isFalse();
        assertThat(needs(state, cancel(waits)).orders()).containsExactly(waits.orderId());
    }

    @Test
    void whatDidNotExistIsKnownOnceItIsMade() {
        merchant.when(place("NEW", 1)).thenInvalid("/lines/0/sku unknown_sku");
        merchant.when(createProduct(Draft.of("NEW"))).thenAccepted();
        merchant.when(place("NEW", 1)).thenRejected("insufficient_stock", "NEW 1 0");
    }

    @Test
    void aBatchOfKnownThingsNeedsNothing() {
        merchant.when(place(line("A", 1), line("B", 1), line("TYPO", 1)));
        assertThat(needs(merchant.state(), place(line("A", 1), line("B", 1), line("TYPO", 1)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void asksForAnOrderThenForItsSkusThenForThoseWhoWait() {
        merchant.when(adjust(delta("B", 1))).thenAccepted();
        Then holds = merchant.when(place("B", 1));
        Then waits = merchant.when(place("B", 1));
        MerchantState state = MerchantState.at(Merchant.ID, merchant.books.head());

        Needs first = needs(state, cancel(holds));
        assertThat(first.orders()).containsExactly(holds.orderId());
        state.learn(first, merchant.books.load(first));

        Needs second = needs(state, cancel(holds));
        assertThat(second.skus()).containsExactly("B");
        state.learn(second, merchant.books.load(second));

        Needs third = needs(state, cancel(holds));
        assertThat(third.oldestBackorders())
                .containsOnlyKeys(merchant.product("B").key());
        state.learn(third, merchant.books.load(third));

        Needs fourth = needs(state, cancel(holds));
        assertThat(fourth.orders()).containsExactly(waits.orderId());
        state.learn(fourth, merchant.books.load(fourth));

        assertThat(needs(state, cancel(holds)).isEmpty()).isTrue();
    }

    @Test
    void asksForNobodyWhereNobodyWaits() {
        merchant.forget();
        Needs skus = needs(merchant.state(), adjust(delta("A", 5)));
        merchant.state().learn(skus, merchant.books.load(skus));
        assertThat(needs(merchant.state(), adjust(delta("A", 5))).isEmpty()).isTrue();
    }

    @Test
    void asksForNoMoreOrdersThanOneDecisionFills() {
        List<AdjustStock.Correction> corrections = new ArrayList<>();
        for (String sku : List.of("X", "Y", "Z")) {
            merchant.when(createProduct(Draft.of(sku).policyBackorder())).thenAccepted();
            merchant.whenInOneBatch(Collections.nCopies(700, place(sku, 1)).toArray(Request[]::new));
            corrections.add(delta(sku, 700));
        }
        merchant.forget();
        Request request = adjust(corrections);
        int orders = 0;
        for (Needs needs = needs(merchant.state(), request); !needs.isEmpty(); ) {
            orders += needs.orders().size();
            merchant.state().learn(needs, merchant.books.load(needs));
            needs = needs(merchant.state(), request);
        }
        assertThat(orders).isBetween(Limits.FILL_LINES_MAX, Limits.FILL_LINES_MAX + Limits.ORDER_LINES_MAX);
    }

    @Test
    void refusesAnEventThatIsNotTheNext() {
        long number = merchant.state().number();
        EventData data = merchant.journal().getFirst().data();
        assertThatIllegalStateException().isThrownBy(() -> merchant.state().apply(event(number, data)));
        assertThatIllegalStateException().isThrownBy(() -> merchant.state().apply(event(number + 2, data)));
        assertThat(merchant.state().number()).isEqualTo(number);
    }

    @Test
    void refusesAnEventThatSpeaksOfWhatIsNotKnown() {
        merchant.when(place("A", 1)).thenAccepted();
        Event placed = merchant.journal().getLast();
        MerchantState blank =
                MerchantState.at(Merchant.ID, new Head(Books.HISTORY, placed.number() - 1, new UUID(0, 0)));
        assertThatIllegalStateException().isThrownBy(() -> blank.apply(placed));
    }

    @Test
    void forgetsUnknownSkusAndSuppliersWhenTheyAreTooMany() {
        MerchantState state = MerchantState.at(Merchant.ID, merchant.books.head());
        Needs needs = new Needs();
        for (int typo = 0; typo <= Merchant.UNKNOWN_SKUS_MAX; typo++) {
            needs.sku("TYPO-" + typo);
        }
        for (int typo = 0; typo <= 10_000; typo++) {
            needs.supplier("nobody-" + typo);
        }
        needs.sku("A");
        state.learn(needs, merchant.books.load(needs));
        assertThat(state.knowsSku("TYPO-1")).isTrue();
        assertThat(state.knowsSupplier("nobody-1")).isTrue();
        state.trim(Merchant.UNKNOWN_SKUS_MAX);
        assertThat(state.knowsSku("TYPO-1")).isFalse();
        assertThat(state.knowsSupplier("nobody-1")).isFalse();
        assertThat(state.knowsSku("A")).isTrue();
    }

    @Test
    void forgetsOrdersAndQueuesWhenTheyAreTooManyAndDecidesTheSame() {
        merchant.when(createProduct(Draft.of("C").policy(StockPolicy.BACKORDER, Draft.SUPPLIER)))
                .thenAccepted();
        Then first = merchant.when(place("C", 2)).thenAccepted();
        for (int batch = 0; batch < 6; batch++) {
            merchant.whenInOneBatch(Collections.nCopies(1_000, place("C", 1)).toArray(Request[]::new));
            merchant.when(adjust(delta("C", 1))).thenAccepted();
        }
        merchant.trim();
        assertThat(merchant.state().knowsOrder(first.orderId())).isTrue();
        for (int batch = 0; batch < 5; batch++) {
            merchant.when(adjust(delta("C", 1_000))).thenAccepted();
        }
        assertThat(merchant.state().knowsOrder(first.orderId())).isTrue();
        merchant.trim();
        assertThat(merchant.state().knowsOrder(first.orderId())).isFalse();
        merchant.when(cancel(first))
                .thenAccepted()
                .thenRecords("order.cancelled", "order.backorders_filled", "order.backorders_filled");
    }

    private static Event event(long number, EventData data) {
        return new Event(number, Instant.EPOCH, null, data);
    }

    private static Needs needs(MerchantState state, Request request) {
        Needs needs = new Needs();
        request.arriving(Request.Arrival.number(1_000_000)).needs(state, needs);
        return needs;
    }
}
