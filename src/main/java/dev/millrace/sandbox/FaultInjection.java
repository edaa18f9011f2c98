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
        private final FaultRule misbehaviour;
        private int left;

        Planned(FaultRule misbehaviour) {
            this.misbehaviour = misbehaviour;
            this.left = misbehaviour.requests();
        }
    }

    /** Returns false if too much is planned already. */
    boolean plan(FaultRule misbehaviour) {
        return planned.size() < PLANNED_MAX && planned.add(new Planned(misbehaviour));
    }

    void clear() {
        planned.clear();
    }

    /** What goes wrong with a request that is there now, or null. */
    @Nullable
    FaultRule next(Asked asked) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned plan = each.next();
            if (plan.misbehaviour.of() == null || plan.misbehaviour.of() == asked) {
                plan.left--;
                if (plan.left == 0) {
                    each.remove();
                }
                return plan.misbehaviour;
            }
        }
        return null;
    }
}
