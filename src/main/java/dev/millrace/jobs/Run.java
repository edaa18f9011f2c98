package dev.millrace.jobs;

/**
 * One run of a repeated job. Work of many steps asks at each whether to go on, which is also its sign of life: a run that
 * was given up must not go on beside the one that took its place. Safe for any thread.
 */
public final class Run {
    private volatile long aliveNanos;
    private volatile boolean givenUp;

    Run() {
        aliveNanos = System.nanoTime();
    }

    /** Gives a sign of life, and tells whether the run is still wanted. */
    public boolean goesOn() {
        aliveNanos = System.nanoTime();
        return !givenUp;
    }

    void giveUp() {
        givenUp = true;
    }

    /** Nanoseconds since the last sign of life. */
    long silentNanos() {
        return System.nanoTime() - aliveNanos;
    }
}
