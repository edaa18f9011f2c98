package dev.millrace.lane;

/** Is told what a lane did. Called on the lane's thread; must neither block nor throw. */
public interface LaneListener {
    /** Nobody listens. */
    LaneListener NONE = new LaneListener() {};

    /** Commands came ({@code delta > 0}) or were answered ({@code delta < 0}). */
    default void queued(int delta) {}

    /** Rows were loaded. */
    default void loaded(long nanos) {}

    /** A batch was closed and goes out. */
    default void batchDecided(int commands, int merchants) {}

    /** A batch was answered by the database. */
    default void appended(long nanos) {}

    /** Heads were elsewhere: somebody else wrote. */
    default void stale(int merchants) {}

    /** The lane began or ceased to lock heads before it loads. */
    default void contested(boolean on) {}

    /** The connection was lost, or could not be made. */
    default void reconnecting() {}

    /** A command came to something: its kind and the outcome's name, both from small sets. */
    default void outcome(String kind, String outcome) {}

    /** The database was set back behind what this lane had seen; every journal has a new history. */
    default void setBack() {}

    /** A merchant's journal grew to this number. */
    default void committed(int merchantId, long number) {}
}
