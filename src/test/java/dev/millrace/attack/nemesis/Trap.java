package dev.millrace.attack.nemesis;

import java.util.concurrent.CompletableFuture;

/**
 * Waits for the next append to reach a moment, and stops it there, once.
 *
 * @param then what happens to its connection
 * @param sprung completes with it
 */
record Trap(Moment at, Then then, CompletableFuture<Wire> sprung) {
    /** What a trap does to a connection. */
    enum Then {
        /** Both ends are told that it is gone. */
        CUT,
        /** The direction of the stopped message stands still; both ends believe that all is well. */
        HOLD
    }

    static Trap of(Moment at, Then then) {
        return new Trap(at, then, new CompletableFuture<>());
    }
}
