package dev.millrace.attack.nemesis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what nobody announces, for so long at most. */
public final class Soon {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private Soon() {}

    /** Whether it holds at some time until then. */
    public static boolean within(Duration time, Callable<Boolean> holds) throws Exception {
        long began = System.nanoTime();
        while (!holds.call()) {
            if (System.nanoTime() - began > time.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
