package dev.millrace.feed.audit;

import java.util.List;

/**
 * One thing that was proved, or was not.
 *
 * @param name what must hold, in words
 * @param figure how much was looked at
 * @param unit of the figure
 * @param violations how often it does not hold
 * @param examples the first few of them, in words
 */
public record Check(String name, long figure, String unit, long violations, List<String> examples) {
    public Check {
        examples = List.copyOf(examples);
    }

    public boolean holds() {
        return violations == 0;
    }
}
