package dev.millrace.feed;

import java.time.Duration;

/** Is told how the search of orders fares. Called on an event loop; must neither block nor throw. */
public interface ProjectionListener {
    /** Nobody listens. */
    ProjectionListener NONE = new ProjectionListener() {};

    /**
     * How far it is behind the journals, once per poll.
     *
     * @param events of all merchants together
     * @param merchants that have such events
     */
    default void behind(long events, int merchants) {}

    /** An order that had waited got its last unit, so long after it was placed. */
    default void filled(Duration delay) {}

    /** A step failed; it is tried again later, and the other merchants go on. */
    default void failed(int merchantId, Throwable failure) {}
}
