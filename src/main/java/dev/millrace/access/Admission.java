package dev.millrace.access;

import org.jspecify.annotations.Nullable;

/** Whether a request goes on, as far as the limits of its API key and its merchant are concerned. */
public sealed interface Admission {

    /** No limit counts it. */
    enum Free implements Admission {
        FREE
    }

    /**
     * It goes on, and is counted. Whoever got it must release it when the request is over, whichever way; a second time does
     * nothing. Belongs to one thread.
     */
    final class Counted implements Admission {
        private final RequestLimits limits;
        private final @Nullable Usage[] taken;
        private final LimitFields fields;
        private boolean released;

        Counted(RequestLimits limits, @Nullable Usage[] taken, LimitFields fields) {
            this.limits = limits;
            this.taken = taken;
            this.fields = fields;
        }

        /** What the limits say of themselves, and what is left of them. */
        public LimitFields fields() {
            return fields;
        }

        /** The request is over. */
        public void release() {
            if (!released) {
                released = true;
                limits.released(taken);
            }
        }
    }

    /** It was too much. Nothing of it was taken and nothing is to be released. */
    record Refused(Exceeded limit, LimitFields fields) implements Admission {}

    /**
     * A limit that was exceeded.
     *
     * @param name for machines, for example {@code key-writes}
     * @param holder whose limit it is, for people
     * @param most how many it allows
     * @param isRate whether that is in a second, or at once
     */
    record Exceeded(String name, String holder, Traffic traffic, int most, boolean isRate) {}
}
