package dev.millrace.access;

import org.jspecify.annotations.Nullable;

/**
 * What sort of traffic a route carries: which scope its key needs, and with which requests it is counted. Every route has to
 * choose one.
 */
public enum Traffic {
    /** Changes something, for example places an order. */
    WRITE("writes", Scope.WRITE),
    /** Reads things by their names. */
    READ("reads", Scope.READ),
    /** Searches, pages and waits for news: what one request costs depends on how much there is. */
    LIST("lists", Scope.READ),
    /** Needs no API key, and so belongs to nobody with whom it could be counted. */
    OPEN("open", null);

    private final String text;
    private final @Nullable Scope scope;

    Traffic(String text, @Nullable Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /** As it is shown and configured, for example {@code writes}. */
    public String text() {
        return text;
    }

    /** What the API key must allow; null where no key is needed. */
    public @Nullable Scope scope() {
        return scope;
    }
}
