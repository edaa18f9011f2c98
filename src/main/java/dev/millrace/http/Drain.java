package dev.millrace.http;

/**
 * Says that the server is going down: from then on every answer asks its client to take the connection elsewhere, while
 * requests are still served. Safe for any thread; one for all listeners.
 */
public final class Drain {
    private volatile boolean begun;

    public void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }
}
