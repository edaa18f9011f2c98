package dev.millrace.access;

import java.util.Arrays;

/**
 * How many requests each API key, or each merchant, may send to one node. Whatever is 0 is not limited, and nothing is by
 * default.
 *
 * @param writesPerSecond requests that change something, on average
 * @param writesBurst how many of them may come at once after a pause; 0 for as many as in a second
 * @param writesConcurrentMax how many of them may be under way at once
 * @param readsPerSecond requests that read things by their names
 * @param readsBurst see there
 * @param readsConcurrentMax see there
 * @param listsPerSecond requests that search, page or wait for news
 * @param listsBurst see there
 * @param listsConcurrentMax see there; whoever waits for news is under way
 */
public record RequestLimitsConfig(
        int writesPerSecond,
        int writesBurst,
        int writesConcurrentMax,
        int readsPerSecond,
        int readsBurst,
        int readsConcurrentMax,
        int listsPerSecond,
        int listsBurst,
        int listsConcurrentMax) {

    public RequestLimitsConfig {
        Quota.check("writes_", writesPerSecond, writesBurst, writesConcurrentMax);
        Quota.check("reads_", readsPerSecond, readsBurst, readsConcurrentMax);
        Quota.check("lists_", listsPerSecond, listsBurst, listsConcurrentMax);
    }

    /** Nothing is limited. */
    public static RequestLimitsConfig defaults() {
        return new RequestLimitsConfig(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** How many sorts of traffic are limited, each of which remembers whoever sends it. */
    public int kinds() {
        return (int) Arrays.stream(Traffic.values())
                .filter(traffic -> !quota(traffic).limitsNothing())
                .count();
    }

    Quota quota(Traffic traffic) {
        return switch (traffic) {
            case WRITE -> new Quota(writesPerSecond, writesBurst, writesConcurrentMax);
            case READ -> new Quota(readsPerSecond, readsBurst, readsConcurrentMax);
            case LIST -> new Quota(listsPerSecond, listsBurst, listsConcurrentMax);
            case OPEN -> Quota.NONE;
        };
    }
}
