package dev.millrace.feed.audit;

import java.util.ArrayList;
import java.util.List;

/** Counts what a check looks at and what it finds; of the findings only the first few are kept. */
final class Tally {
    static final int EXAMPLES_MAX = 5;

    private final List<String> examples = new ArrayList<>();
    private long figure;
    private long violations;

    void count(long looked) {
        figure = Math.addExact(figure, looked);
    }

    void violation(String words) {
        violations++;
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(words);
        }
    }

    Check check(String name, String unit) {
        return new Check(name, figure, unit, violations, examples);
    }
}
