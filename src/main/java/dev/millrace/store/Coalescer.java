package dev.millrace.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads that wait for one another go together: while a query is in flight, the keys that are asked for make the next one.
 * A read always starts after its request arrived, so nobody sees older data than without it. A query that fails fails
 * those who wait for it, and nobody else.
 *
 * <p>Belongs to the thread that creates it, an event loop, and asserts so.
 *
 * @param <K> what is asked for, with value equality
 * @param <V> what is found
 */
public final class Coalescer<K, V> {
    private final Thread owner = Thread.currentThread();
    private final Function<List<K>, Future<Map<K, V>>> query;
    private final ReadConfig limits;
    private final Map<K, Promise<Optional<V>>> waiting = new LinkedHashMap<>();
    private boolean inFlight;

    /** @param query finds what there is of some keys; what its answer does not hold does not exist */
    public Coalescer(Function<List<K>, Future<Map<K, V>>> query, ReadConfig limits) {
        this.query = query;
        this.limits = limits;
    }

    /**
     * Finds one thing.
     *
     * @return what there is, if anything; failed with {@link OperationFailure.Overloaded} if too many keys wait already,
     *     or as the query fails
     */
    public Future<Optional<V>> read(K key) {
        assert Thread.currentThread() == owner : "belongs to " + owner;
        if (waiting.size() >= limits.keysWaitingMax() && !waiting.containsKey(key)) {
            return Future.failedFuture(new OperationFailure.Overloaded("too many reads wait for the database"));
        }
        Future<Optional<V>> found =
                waiting.computeIfAbsent(key, _ -> Promise.promise()).future();
        if (!inFlight) {
            send();
        }
        return found;
    }

    private void send() {
        Map<K, Promise<Optional<V>>> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        inFlight = true;
        run(new ArrayList<>(batch.keySet())).onComplete(answer -> {
            inFlight = false;
            // The database works on the next query while the answers of this one go out.
            send();
            complete(batch, answer);
        });
    }

    private Map<K, Promise<Optional<V>>> take() {
        Map<K, Promise<Optional<V>>> batch = new LinkedHashMap<>();
        Iterator<Map.Entry<K, Promise<Optional<V>>>> oldest = waiting.entrySet().iterator();
        while (oldest.hasNext() && batch.size() < limits.keysPerQueryMax()) {
            Map.Entry<K, Promise<Optional<V>>> next = oldest.next();
            batch.put(next.getKey(), next.getValue());
            oldest.remove();
        }
        return batch;
    }

    private Future<Map<K, V>> run(List<K> keys) {
        try {
            return query.apply(keys);
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private void complete(Map<K, Promise<Optional<V>>> batch, AsyncResult<Map<K, V>> answer) {
        assert Thread.currentThread() == owner : "belongs to " + owner;
        if (answer.succeeded()) {
            Map<K, V> found = answer.result();
            batch.forEach((key, promise) -> promise.complete(Optional.ofNullable(found.get(key))));
        } else {
            batch.values().forEach(promise -> promise.fail(answer.cause()));
        }
    }
}
