package dev.millrace.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.store.OperationFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakeupsTest {
    private final Wakeups wakeups = new Wakeups(4, 2);

    @Test
    void wakesThoseWhoseNumberWasPassed() {
        Waiter atFive = register(1, 5);
        Waiter atSix = register(1, 6);

        wakeups.reached(1, 6);

        assertThat(atFive.ended().result()).isTrue();
        assertThat(atSix.ended().isComplete()).isFalse();
        assertThat(wakeups.waiting()).isOne();
    }

    @Test
    void wakesNobodyForAnotherMerchant() {
        Waiter waiter = register(1, 5);

        wakeups.reached(2, 100);

        assertThat(waiter.ended().isComplete()).isFalse();
        assertThat(wakeups.merchants()).containsExactly(1);
    }

    @Test
    void tellsWhoeverWaitsOnHisOwnExecutor() {
        List<Runnable> tasks = new ArrayList<>();
        Waiter waiter = wakeups.register(1, 5, tasks::add).result();

        wakeups.reached(1, 6);
        assertThat(waiter.ended().isComplete()).isFalse();

        tasks.forEach(Runnable::run);
        assertThat(waiter.ended().result()).isTrue();
    }

    @Test
    void aCancelledWaiterEndsWithoutNewsAndMakesRoom() {
        Waiter waiter = register(1, 5);
        register(1, 5);

        wakeups.cancel(waiter);
        wakeups.cancel(waiter);

        assertThat(waiter.ended().result()).isFalse();
        assertThat(wakeups.waiting()).isOne();
        register(1, 5);
    }

    @Test
    void refusesMoreThanMayWaitForOneMerchant() {
        register(1, 5);
        register(1, 5);

        assertThat(wakeups.register(1, 5, Runnable::run).cause()).isInstanceOf(OperationFailure.Overloaded.class);
        register(2, 5);
    }

    @Test
    void refusesMoreThanMayWaitInAll() {
        register(1, 5);
        register(2, 5);
        register(3, 5);
        register(4, 5);

        assertThat(wakeups.register(5, 5, Runnable::run).cause()).isInstanceOf(OperationFailure.Overloaded.class);
        assertThat(wakeups.merchants()).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void leavesAsManyPlacesAsOneMerchantHas() {
        Wakeups generous = new Wakeups(3, 3);
        generous.register(1, 5, Runnable::run);

        assertThat(generous.register(1, 5, Runnable::run).cause()).isInstanceOf(OperationFailure.Overloaded.class);
        assertThat(generous.register(2, 5, Runnable::run).succeeded()).isTrue();
    }

    @Test
    void forgetsThoseItHasWoken() {
        register(1, 5);
        wakeups.reached(1, 6);

        assertThat(wakeups.waiting()).isZero();
        assertThat(wakeups.merchants()).isEmpty();
    }

    @Test
    void endsAllWaitingWhenClosedAndAllThatComesLater() {
        Waiter before = register(1, 5);

        wakeups.close();

        assertThat(before.ended().result()).isFalse();
        assertThat(register(1, 5).ended().result()).isFalse();
        assertThat(wakeups.waiting()).isZero();
    }

    private Waiter register(int merchantId, long beyond) {
        return wakeups.register(merchantId, beyond, Runnable::run).result();
    }
}
