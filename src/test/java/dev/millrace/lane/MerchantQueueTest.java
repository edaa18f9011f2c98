package dev.millrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.MerchantState;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is known of a merchant counts at its own head and at no other. */
class MerchantQueueTest {
    private static final Head HEAD = new Head("abcdefghij", 7, new UUID(0, 1));

    private final MerchantQueue merchant = new MerchantQueue(1);
    private final MerchantState known = merchant.standAt(HEAD);

    @Test
    void aStateIsKeptAtItsOwnHead() {
        assertThat(merchant.standAt(new Head("abcdefghij", 7, new UUID(0, 1)))).isSameAs(known);
    }

    @Test
    void aHeadThatMovedBeginsAnew() {
        assertBeginsAnewAt(new Head("abcdefghij", 8, new UUID(0, 2)));
    }

    @Test
    void aHeadOfTheSameNumberSetByAnotherBatchBeginsAnew() {
        assertBeginsAnewAt(new Head("abcdefghij", 7, new UUID(0, 2)));
    }

    @Test
    void aHeadOfAnotherHistoryBeginsAnew() {
        assertBeginsAnewAt(new Head("0123456789", 7, new UUID(0, 1)));
    }

    private void assertBeginsAnewAt(Head read) {
        MerchantState begun = merchant.standAt(read);

        assertThat(begun).isNotSameAs(known);
        assertThat(begun.number()).isEqualTo(read.number());
        assertThat(merchant.head).isEqualTo(read);
    }
}
