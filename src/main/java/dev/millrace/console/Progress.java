package dev.millrace.console;

/** Tells the person who waits what is being done. */
@FunctionalInterface
public interface Progress {
    /** Somebody who does not care. */
    Progress SILENT = _ -> {};

    /** Says what begins now, in one line. */
    void step(String text);
}
