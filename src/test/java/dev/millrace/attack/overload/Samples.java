package dev.millrace.attack.overload;

import java.util.Arrays;

/** Latencies in microseconds, all of them, so that percentiles are exact. Owned by one thread. */
public final class Samples {
    private int[] micros = new int[1_024];
    private int count;

    /** One more. */
    public void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = Math.clamp(nanos / 1_000, 0, Integer.MAX_VALUE);
    }

    void addAll(Samples others) {
        for (int i = 0; i < others.count; i++) {
            add(others.micros[i] * 1_000L);
        }
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The value below which such a share of all lie, in milliseconds; 0 where there are none. */
    public double millis(double share) {
        if (count == 0) {
            return 0;
        }
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) (count * share))] / 1_000.0;
    }
}
