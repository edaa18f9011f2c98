package dev.millrace.app.cli;

import java.util.concurrent.CountDownLatch;

/** Waits for SIGTERM or SIGINT, and for what must be done then. */
final class Signals {
    private Signals() {}

    /**
     * Blocks until the process is asked to end; then the JVM runs {@code onStop} and waits for it. Never returns.
     *
     * @param onStop must not throw, and must end by itself
     */
    static void stopWith(Runnable onStop) {
        Runtime.getRuntime().addShutdownHook(new Thread(onStop, "shutdown"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
