package dev.millrace.attack.hostile;

import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Site;
import java.util.Map;

/**
 * Something that somebody does to a server whom it cannot trust. It begins against a server that serves, goes on by itself
 * until it is closed, and is judged by what becomes of everybody else ({@link BesideNeighbour}).
 */
public interface Hostility {
    /** Its name on the command line, for example {@code slow-callbacks}. */
    String name();

    /** What is done, in half a sentence. */
    String title();

    /** What its server is set to, beside the defaults. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Begins it. It must not run on the thread that calls, which measures the neighbour. */
    Attack begin(Site site) throws Exception;

    /** One that goes on. */
    interface Attack extends AutoCloseable {
        /** Says what it did so far, once, before it ends; and what is promised of itself, if anything is. */
        void report(Report report);

        @Override
        void close();
    }
}
