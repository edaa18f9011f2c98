package dev.millrace.purchasing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks names up. The system's resolver, which knows the hosts file and the search domains, blocks and cannot be called
 * off, so each look-up has a thread of its own that ends with it: none waits behind another, and whoever limits them must
 * count one until its future completes, not until he stopped waiting for it. Virtual threads would not do, since the call
 * holds their carrier.
 *
 * <p>Safe for any thread.
 */
final class NameLookups {
    private final Vertx vertx;
    private final Resolver resolver;
    private final ExecutorService threads;

    /** @param name of its threads */
    NameLookups(Vertx vertx, Resolver resolver, String name) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    }

    /** All addresses of a host, on the caller's event loop; failed if there are none. */
    Future<List<InetAddress>> start(String host) {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        try {
            threads.execute(() -> resolve(host, found));
        } catch (RejectedExecutionException closed) {
            found.completeExceptionally(closed);
        }
        return Future.fromCompletionStage(found, vertx.getOrCreateContext());
    }

    /** Begins no more. What is being looked up is not waited for. */
    void close() {
        threads.shutdownNow();
    }

    private void resolve(String host, CompletableFuture<List<InetAddress>> found) {
        try {
            found.complete(List.of(resolver.resolve(host)));
        } catch (Exception failure) {
            found.completeExceptionally(failure);
        }
    }
}
