package dev.millrace.load;

import java.util.Arrays;

/** Zipf's law: of ranks 1 to n, the first is wanted twice as often as the second and n times as often as the last. */
final class Popularity {
    private final double[] cumulated;

    Popularity(int ranks) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 1; rank <= ranks; rank++) {
            sum += 1.0 / rank;
            cumulated[rank - 1] = sum;
        }
    }

    /** @param random from 0 (included) to 1 (excluded) */
    int rank(double random) {
        int found = Arrays.binarySearch(cumulated, random * cumulated[cumulated.length - 1]);
        int index = found >= 0 ? found + 1 : -found - 1;
        return Math.min(index, cumulated.length - 1) + 1;
    }
}
