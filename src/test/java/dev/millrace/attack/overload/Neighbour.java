package dev.millrace.attack.overload;

/**
 * How a merchant fares who orders a little at a steady rate, before and while others do their worst.
 *
 * @param p50Millis half of its orders are decided within
 * @param p99Millis nearly all of its orders are decided within
 */
public record Neighbour(double decidedPerSecond, double p50Millis, double p99Millis) {
    /** A ratio of latencies below this tells of the machine, which the generator and whoever else share. */
    private static final double NOISE_MILLIS = 20;

    private static final double RATIO_MAX = 3;
    private static final double TWICE = 2;

    public static Neighbour of(Window window) {
        Samples decided = window.decided();
        return new Neighbour(window.decidedPerSecond(), decided.millis(0.5), decided.millis(0.99));
    }

    /** Whether it is about as well served as it was. */
    boolean isLike(Neighbour before) {
        return decidedPerSecond >= 0.8 * before.decidedPerSecond
                && p50Millis <= RATIO_MAX * before.p50Millis + NOISE_MILLIS
                && p99Millis <= RATIO_MAX * before.p99Millis + NOISE_MILLIS;
    }

    /** Whether nearly all of its orders are decided within twice the time that it took before, and none is lacking. */
    public boolean isWithinTwice(Neighbour before) {
        return decidedPerSecond >= 0.8 * before.decidedPerSecond
                && p99Millis <= TWICE * before.p99Millis + NOISE_MILLIS;
    }

    /** What {@link #isWithinTwice} asks, for people. */
    public static String promiseOfTwice() {
        return "p99 %.0f times + %.0f ms, 0.8 of the rate".formatted(TWICE, NOISE_MILLIS);
    }

    /** What is promised of it, for people. */
    static String promise() {
        return "%.0f times + %.0f ms, 0.8 of the rate".formatted(RATIO_MAX, NOISE_MILLIS);
    }

    @Override
    public String toString() {
        return "%.0f/s, p50 %.1f ms, p99 %.1f ms".formatted(decidedPerSecond, p50Millis, p99Millis);
    }
}
