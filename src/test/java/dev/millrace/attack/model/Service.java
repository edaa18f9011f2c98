package dev.millrace.attack.model;

import java.util.concurrent.CompletableFuture;

/** The service as one merchant's client reaches it. */
@FunctionalInterface
interface Service {
    /** @param node from 0 */
    CompletableFuture<Answer> send(int node, Call call);
}
