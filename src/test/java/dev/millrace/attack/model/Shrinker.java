package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a list that fails short: it leaves out chunks, then smaller ones, then single elements, then puts simpler
 * elements in their place, as long as what is left still fails (delta debugging, Zeller and Hildebrandt 2002). What it
 * gives back fails, and with any one element less it does not, unless it came to the end of its tries.
 */
final class Shrinker<T> {
    private final Predicate<List<T>> fails;
    private final Function<T, List<T>> simpler;
    private int triesLeft;

    /**
     * @param fails whether a list fails
     * @param simpler what may stand in the place of an element, the simplest first
     * @param triesMax how many lists may be tried
     */
    Shrinker(Predicate<List<T>> fails, Function<T, List<T>> simpler, int triesMax) {
        this.fails = fails;
        this.simpler = simpler;
        this.triesLeft = triesMax;
    }

    List<T> shrink(List<T> failing) {
        List<T> shortest = failing;
        List<T> before;
        do {
            before = shortest;
            shortest = simplified(shortened(before));
        } while (!shortest.equals(before) && triesLeft > 0);
        return shortest;
    }

    private List<T> shortened(List<T> failing) {
        List<T> left = failing;
        for (int chunk = Math.max(1, left.size() / 2); chunk > 0; chunk /= 2) {
            int end = left.size();
            // From the end, since what comes late needs what came before, and seldom the other way round.
            while (end > 0) {
                int start = Math.max(0, end - chunk);
                List<T> fewer = new ArrayList<>(left.subList(0, start));
                fewer.addAll(left.subList(end, left.size()));
                left = stillFails(fewer) ? fewer : left;
                end = start;
            }
        }
        return left;
    }

    private List<T> simplified(List<T> failing) {
        List<T> left = failing;
        for (int position = 0; position < left.size(); position++) {
            boolean found = true;
            while (found) {
                found = false;
                for (T less : simpler.apply(left.get(position))) {
                    List<T> candidate = new ArrayList<>(left);
                    candidate.set(position, less);
                    if (stillFails(candidate)) {
                        left = candidate;
                        found = true;
                        break;
                    }
                }
            }
        }
        return left;
    }

    private boolean stillFails(List<T> list) {
        return triesLeft-- > 0 && fails.test(list);
    }
}
