package dev.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
    private static final Principal SHOP = principal(1, 11);
    private static final Principal SHOPS_OTHER_KEY = principal(1, 12);
    private static final Principal NEIGHBOUR = principal(2, 21);
    private static final RequestLimitsConfig NOTHING = RequestLimitsConfig.defaults();

    private final Map<String, Integer> told = new HashMap<>();
    /** Of a clock that may begin anywhere, also right before it overflows. */
    private long nanos = Long.MAX_VALUE - 1_000;

    @Test
    void countsNothingWhereNothingIsLimited() {
        RequestLimits limits = limits(writes(10, 0, 0), NOTHING);
        assertThat(limits.admit(SHOP, Traffic.READ)).isEqualTo(Admission.Free.FREE);
        assertThat(limits.admit(SHOP, Traffic.OPEN)).isEqualTo(Admission.Free.FREE);
        assertThat(RequestLimits.none().admit(SHOP, Traffic.WRITE)).isEqualTo(Admission.Free.FREE);
    }

    @Test
    void letsABurstGoAndThenAsManyAsTheRateAllows() {
        RequestLimits limits = limits(writes(10, 30, 0), NOTHING);
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 100)).isEqualTo(30);
        pass(Duration.ofMillis(99));
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 100)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 100)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 100)).isEqualTo(10);
    }

    @Test
    void savesNoMoreThanABurstHoweverLongThePauseWas() {
        RequestLimits limits = limits(writes(10, 30, 0), NOTHING);
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 5)).isEqualTo(5);
        pass(Duration.ofDays(400));
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 100)).isEqualTo(30);
    }

    @Test
    void takesTheRateForTheBurstWhereNoneIsNamed() {
        assertThat(admitted(limits(writes(10, 0, 0), NOTHING), SHOP, Traffic.WRITE, 100))
                .isEqualTo(10);
    }

    @Test
    void countsAMerchantOverAllItsKeysAndNobodyElse() {
        RequestLimits limits = limits(NOTHING, writes(10, 0, 0));
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 6)).isEqualTo(6);
        assertThat(admitted(limits, SHOPS_OTHER_KEY, Traffic.WRITE, 6)).isEqualTo(4);
        assertThat(admitted(limits, NEIGHBOUR, Traffic.WRITE, 100)).isEqualTo(10);
    }

    @Test
    void countsListsApartFromWritesAndReads() {
        RequestLimits limits = limits(new RequestLimitsConfig(3, 0, 0, 2, 0, 0, 1, 0, 0), NOTHING);
        assertThat(admitted(limits, SHOP, Traffic.LIST, 9)).isEqualTo(1);
        assertThat(admitted(limits, SHOP, Traffic.READ, 9)).isEqualTo(2);
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 9)).isEqualTo(3);
    }

    @Test
    void takesNothingFromAKeyWhoseMerchantIsRefused() {
        RequestLimits limits = limits(writes(10, 0, 5), writes(2, 0, 0));
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 50)).isEqualTo(2);
        assertThat(left(limits.admit(SHOP, Traffic.WRITE)))
                .isEqualTo("\"key-writes\";r=8;t=1, \"key-writes-concurrent\";r=5, \"merchant-writes\";r=0;t=1");
    }

    @Test
    void letsAsManyBeUnderWayAsMay() {
        RequestLimits limits = limits(writes(0, 0, 3), NOTHING);
        List<Admission.Counted> underWay = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            underWay.add((Admission.Counted) limits.admit(SHOP, Traffic.WRITE));
        }
        assertThat(limits.admit(SHOP, Traffic.WRITE))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.limit())
                                .isEqualTo(new Admission.Exceeded(
                                        "key-writes-concurrent", "API key", Traffic.WRITE, 3, false)));
        assertThat(limits.admit(SHOPS_OTHER_KEY, Traffic.WRITE)).isInstanceOf(Admission.Counted.class);

        underWay.getFirst().release();
        underWay.getFirst().release();

        assertThat(limits.concurrent()).isEqualTo(3);
        assertThat(limits.admit(SHOP, Traffic.WRITE)).isInstanceOf(Admission.Counted.class);
        assertThat(limits.admit(SHOP, Traffic.WRITE)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void aRequestThatIsTooFastIsNotUnderWay() {
        RequestLimits limits = limits(writes(1, 0, 2), NOTHING);
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 100)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(left(limits.admit(SHOP, Traffic.WRITE)))
                .isEqualTo("\"key-writes\";r=0;t=1, \"key-writes-concurrent\";r=1");
    }

    @Test
    void saysWhatTheLimitsAreAndWhatIsLeft() {
        RequestLimits limits = limits(writes(10, 25, 4), writes(100, 0, 0));
        Admission.Counted counted = (Admission.Counted) limits.admit(SHOP, Traffic.WRITE);
        assertThat(counted.fields().policy())
                .isEqualTo("\"key-writes\";q=25;w=3, \"key-writes-concurrent\";q=4;qu=\"concurrent-requests\","
                        + " \"merchant-writes\";q=100;w=1");
        assertThat(counted.fields().left())
                .isEqualTo("\"key-writes\";r=24;t=1, \"key-writes-concurrent\";r=3, \"merchant-writes\";r=99;t=1");
    }

    @Test
    void tellsWhatItDid() {
        RequestLimits limits = limits(writes(10, 0, 0), writes(2, 0, 0));
        admitted(limits, SHOP, Traffic.WRITE, 5);
        assertThat(told).containsExactlyInAnyOrderEntriesOf(Map.of("admitted writes", 2, "refused merchant-writes", 3));
        assertThat(RequestLimits.names()).hasSize(12).contains("merchant-writes", "key-lists-concurrent");
    }

    @Test
    void forgetsWhoIsIdleAndNobodyElse() {
        RequestLimits limits = limits(NOTHING, writes(1, 2, 0));
        admitted(limits, SHOP, Traffic.WRITE, 2);
        for (int merchant = 100; merchant < 200; merchant++) {
            released(limits.admit(principal(merchant, merchant), Traffic.WRITE));
        }
        assertThat(limits.holders()).isEqualTo(101);
        pass(Duration.ofSeconds(1));
        for (int merchant = 200; merchant < 300; merchant++) {
            released(limits.admit(principal(merchant, merchant), Traffic.WRITE));
        }
        assertThat(limits.holders())
                .as("a hundred in the bucket's time, and the one that was not idle")
                .isBetween(101L, 105L);
        assertThat(admitted(limits, SHOP, Traffic.WRITE, 9)).isEqualTo(1);
    }

    @Test
    void doesNotForgetWhoHasSomethingUnderWay() {
        RequestLimits limits = limits(NOTHING, writes(0, 0, 1));
        limits.admit(SHOP, Traffic.WRITE);
        for (int merchant = 100; merchant < 200; merchant++) {
            released(limits.admit(principal(merchant, merchant), Traffic.WRITE));
        }
        assertThat(limits.holders()).isLessThan(10);
        assertThat(limits.admit(SHOP, Traffic.WRITE)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void remembersNoMoreThanItMayAndRefusesNobodyForOthers() {
        RequestLimits limits = new RequestLimits(NOTHING, writes(0, 0, 1), 10, () -> nanos, listener());
        for (int merchant = 0; merchant < 20; merchant++) {
            assertThat(limits.admit(principal(merchant, merchant), Traffic.WRITE))
                    .isInstanceOf(Admission.Counted.class);
        }
        assertThat(limits.holders()).isEqualTo(10);
        assertThat(told).containsEntry("uncounted", 10);
        assertThat(limits.admit(principal(0, 0), Traffic.WRITE)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void countsExactlyThoughManyThreadsAsk() throws Exception {
        RequestLimits limits = limits(writes(1_000, 0, 7), writes(0, 0, 5));
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Callable<Integer>> askers = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            askers.add(() -> {
                int admitted = 0;
                for (int i = 0; i < 20_000; i++) {
                    if (limits.admit(SHOP, Traffic.WRITE) instanceof Admission.Counted counted) {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        underWay.decrementAndGet();
                        counted.release();
                        admitted++;
                    }
                }
                return admitted;
            });
        }
        int admitted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> asked : threads.invokeAll(askers)) {
                admitted += asked.get();
            }
        }
        assertThat(admitted).isEqualTo(1_000);
        assertThat(most.get()).isLessThanOrEqualTo(5);
        assertThat(limits.concurrent()).isZero();
    }

    private RequestLimits limits(RequestLimitsConfig keys, RequestLimitsConfig merchants) {
        return new RequestLimits(keys, merchants, 1_000, () -> nanos, listener());
    }

    private static RequestLimitsConfig writes(int perSecond, int burst, int concurrentMax) {
        return new RequestLimitsConfig(perSecond, burst, concurrentMax, 0, 0, 0, 0, 0, 0);
    }

    private static Principal principal(int merchant, int key) {
        return new Principal(merchant, new UUID(0, key), Set.of(Scope.READ, Scope.WRITE), "test");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** How many of so many requests that end at once go on. */
    private static int admitted(RequestLimits limits, Principal principal, Traffic traffic, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += released(limits.admit(principal, traffic)) ? 1 : 0;
        }
        return admitted;
    }

    private static boolean released(Admission admission) {
        if (admission instanceof Admission.Counted counted) {
            counted.release();
            return true;
        }
        return false;
    }

    private static String left(Admission admission) {
        return switch (admission) {
            case Admission.Counted counted -> counted.fields().left();
            case Admission.Refused refused -> refused.fields().left();
            case Admission.Free _ -> "";
        };
    }

    private LimitListener listener() {
        return new LimitListener() {
            @Override
            public void admitted(Traffic traffic) {
                tell("admitted " + traffic.text());
            }

            @Override
            public void refused(String limit) {
                tell("refused " + limit);
            }

            @Override
            public void uncounted() {
                tell("uncounted");
            }
        };
    }

    private synchronized void tell(String what) {
        told.merge(what, 1, Integer::sum);
    }
}
