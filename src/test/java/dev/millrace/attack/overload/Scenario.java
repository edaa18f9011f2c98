package dev.millrace.attack.overload;

import java.util.Map;

/** One way to ask too much of a server. */
public interface Scenario {
    /** Before anything is measured: a JVM of twenty seconds is another one than a fresh one. */
    int WARM_UP_SECONDS = 20;

    /** Beyond the server's own deadline. */
    double ANSWER_SECONDS_MAX = 12;

    /** The heap of its server, as large as a small production server's; what it holds is measured after collections. */
    default String heap() {
        return "-Xmx2g";
    }

    /** What its server is set to, beside the defaults. */
    Map<String, String> settings();

    void run(Site site, Report report) throws Exception;
}
