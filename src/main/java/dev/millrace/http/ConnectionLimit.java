package dev.millrace.http;

import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the open connections of all listeners together. What comes beyond the limit is closed at once: an answer would
 * need the resources that are scarce. Safe for any thread.
 */
public final class ConnectionLimit {
    private final int connectionsMax;
    private final AtomicInteger open = new AtomicInteger();

    public ConnectionLimit(int connectionsMax) {
        this.connectionsMax = connectionsMax;
    }

    void opened(HttpConnection connection) {
        int now = open.incrementAndGet();
        connection.closeHandler(_ -> open.decrementAndGet());
        if (now > connectionsMax) {
            connection.close();
        }
    }

    /** How many are open now. */
    public int open() {
        return open.get();
    }
}
