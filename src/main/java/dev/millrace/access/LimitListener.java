package dev.millrace.access;

/** Is told of every request that a limit counts. Called on event loops, so it must not wait. */
public interface LimitListener {
    /** Hears nothing. */
    LimitListener NONE = new LimitListener() {
        @Override
        public void admitted(Traffic traffic) {}

        @Override
        public void refused(String limit) {}

        @Override
        public void uncounted() {}
    };

    /** A request goes on. */
    void admitted(Traffic traffic);

    /**
     * A request was too much.
     *
     * @param limit its name, one of {@link RequestLimits#names()}
     */
    void refused(String limit);

    /** A limit had no room to count a request, which goes on. */
    void uncounted();
}
