package dev.millrace.access;

import dev.millrace.config.Expect;

/**
 * How many requests of one sort a holder may send. Whatever is 0 is not limited.
 *
 * @param perSecond on average
 * @param burst how many may come at once after a pause; 0 for as many as {@code perSecond}
 * @param concurrentMax that may be under way at once
 */
record Quota(int perSecond, int burst, int concurrentMax) {
    /** Nothing is limited. */
    static final Quota NONE = new Quota(0, 0, 0);

    /** Finer than this a clock of nanoseconds does not tell requests apart. */
    static final int PER_SECOND_MAX = 1_000_000;

    private static final int BURST_MAX = 10_000_000;

    Quota {
        check("", perSecond, burst, concurrentMax);
    }

    /** @param prefix of the names, for the messages */
    static void check(String prefix, int perSecond, int burst, int concurrentMax) {
        Expect.between(prefix + "per_second", perSecond, 0, PER_SECOND_MAX);
        Expect.between(prefix + "burst", burst, 0, perSecond == 0 ? 0 : BURST_MAX);
        if (burst > 0) {
            Expect.atLeast(prefix + "burst", burst, prefix + "per_second", perSecond);
        }
        Expect.notNegative(prefix + "concurrent_max", concurrentMax);
    }

    boolean limitsRate() {
        return perSecond > 0;
    }

    boolean limitsConcurrency() {
        return concurrentMax > 0;
    }

    boolean limitsNothing() {
        return !limitsRate() && !limitsConcurrency();
    }

    /** How many may come at once after a pause. */
    int burstOrRate() {
        return burst == 0 ? perSecond : burst;
    }
}
