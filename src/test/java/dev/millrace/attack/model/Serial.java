package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.List;

/** Wishes that were sent at once may be decided in any order, but in some order they must have been decided. */
final class Serial {
    private Serial() {}

    /**
     * Every way to explain the answers.
     *
     * @param heard the answer to each
     * @return the model after each of them; different ones that led to the same events count once
     */
    static List<Model> explanations(Model before, List<Asked> asked, List<String> heard) {
        List<Model> after = new ArrayList<>();
        explain(before, asked, heard, after);
        return after;
    }

    private static void explain(Model before, List<Asked> asked, List<String> heard, List<Model> after) {
        if (asked.isEmpty()) {
            if (after.stream().noneMatch(other -> toldAlike(before, other))) {
                after.add(before);
            }
            return;
        }
        for (int first = 0; first < asked.size(); first++) {
            Model next = before.copy();
            if (asked.get(first).expected().apply(next).equals(heard.get(first))) {
                explain(next, without(asked, first), without(heard, first), after);
            }
        }
    }

    private static boolean toldAlike(Model one, Model other) {
        return one.merchant().events().equals(other.merchant().events());
    }

    private static <T> List<T> without(List<T> list, int position) {
        List<T> fewer = new ArrayList<>(list);
        fewer.remove(position);
        return fewer;
    }
}
