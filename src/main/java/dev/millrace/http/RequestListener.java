package dev.millrace.http;

/** Is told of every request when it ends. Called on event loops, so it must not wait. */
@FunctionalInterface
public interface RequestListener {
    /** The route of a request that has none. */
    String UNMATCHED = "unmatched";

    /**
     * A request has ended.
     *
     * @param route the template of its path, or {@link #UNMATCHED}
     * @param method as it was sent; it may be anything
     * @param status that was answered, or 0 where the client went away before
     * @param nanos from its head's arrival until its answer was written
     */
    void ended(String route, String method, int status, long nanos);
}
