package dev.millrace.store;

import dev.millrace.limits.Budget;
import dev.millrace.limits.Turns;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads that wait for one another go together: while a query is in flight, the keys that are asked for make the next one.
 * A read always starts after its request arrived, so nobody sees older data than without it. A query that fails fails
 * those who wait for it, and nobody else.
 *
 * <p>Holders take turns: whoever asks for more keys than a query takes waits behind himself, not before the others, and
 * he never has more places than are left free.
 *
 * <p>Belongs to the thread that creates it, an event loop, and asserts so.
 *
 * @param <K> what is asked for, with value equality
 * @param <V> what is found
 */
public final class Coalescer<K, V> {
    private final Thread owner = Thread.currentThread();
    private final Function<K, ?> holderOf;
    private final Function<List<K>, Future<Map<K, V>>> query;
    private final ReadConfig limits;
    private final Map<K, Promise<Optional<V>>> waiting = new HashMap<>();
    private final Turns<Object, K> turns = new Turns<>();
    private final Budget<Object> places;
    private boolean inFlight;

    /**
     * @param holderOf whose a key is, with value equality
     * @param query finds what there is of some keys; what its answer does not hold does not exist
     */
    public Coalescer(Function<K, ?> holderOf, Function<List<K>, Future<Map<K, V>>> query, ReadConfig limits) {
        this.holderOf = holderOf;
        this.query = query;
        this.limits = limits;
        this.places = new Budget<>(limits.keysWaitingMax(), limits.keysWaitingMax());
    }

    /**
     * Finds one thing.
     *
     * @return what there is, if anything; failed with {@link OperationFailure.Overloaded} if too many keys wait already,
     *     of all holders or of this one, or as the query fails
     */
    public Future<Optional<V>> read(K key) {
        assert Thread.currentThread() == owner : "belongs to " + owner;
        Promise<Optional<V>> asked = waiting.get(key);
        if (asked != null) {
            return asked.future();
        }
        Object holder = holderOf.apply(key);
        if (places.take(holder, 1) != Budget.Grant.GRANTED) {
            return Future.failedFuture(new OperationFailure.Overloaded("too many reads wait for the database"));
        }
        Promise<Optional<V>> promise = Promise.promise();
        waiting.put(key, promise);
        turns.add(holder, key);
        if (!inFlight) {
            send();
        }
        return promise.future();
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
        for (int keys = Math.min(turns.size(), limits.keysPerQueryMax()); keys > 0; keys--) {
            K key = Objects.requireNonNull(turns.poll());
            places.giveBack(holderOf.apply(key), 1);
            batch.put(key, Objects.requireNonNull(waiting.remove(key)));
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
