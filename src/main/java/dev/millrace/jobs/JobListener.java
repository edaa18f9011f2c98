package dev.millrace.jobs;

/** Is told how repeated jobs fare. Called on event loops; must neither block nor throw. */
public interface JobListener {
    /** Nobody listens. */
    JobListener NONE = new JobListener() {};

    /** A job is there, and has not run yet. */
    default void registered(String job) {}

    /** A run ended as it should. */
    default void succeeded(String job) {}

    /** A run failed; the next one comes later. */
    default void failed(String job, Throwable failure) {}

    /** A run fell silent and was given up; the next one comes later. */
    default void stuck(String job) {}
}
