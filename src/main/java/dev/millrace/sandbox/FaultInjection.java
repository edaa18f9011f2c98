package dev.millrace.sandbox;

import dev.millrace.sandbox.FaultRule.Asked;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is still to go wrong, in order. Belongs to one event loop. */
final class FaultInjection {
    private static final int PLANNED_MAX = 1_000;

    private final Deque<Planned> planned = new ArrayDeque<>();

    private static final class Planned {
        private final FaultRule rule;
        private int left;

        Planned(FaultRule rule) {
            this.rule = rule;
            this.left = rule.requests();
        }
    }

    /** Returns false if too much is planned already. */
    boolean plan(FaultRule rule) {
        return planned.size() < PLANNED_MAX && planned.add(new Planned(rule));
    }

    void clear() {
        planned.clear();
    }

    /** What goes wrong with a request that is there now, or null. */
    @Nullable
    FaultRule next(Asked asked) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned plan = each.next();
            if (plan.rule.of() == null || plan.rule.of() == asked) {
                plan.left--;
                if (plan.left == 0) {
                    each.remove();
                }
                return plan.rule;
            }
        }
        return null;
    }
}
