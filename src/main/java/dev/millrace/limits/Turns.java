package dev.millrace.limits;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which holders take turns: what one of them puts in by the thousand waits behind itself, not before the others.
 * What one holder puts in comes out in order. Belongs to one thread, or to whoever locks it.
 *
 * @param <H> whose turn it is, with value equality
 * @param <T> what waits
 */
public final class Turns<H, T> {
    /** Whoever had a turn goes to the end. */
    private final LinkedHashMap<H, Deque<T>> waitingByHolder = new LinkedHashMap<>();

    private int size;

    /** Puts something at the end of its holder's queue. */
    public void add(H holder, T item) {
        waitingByHolder.computeIfAbsent(holder, _ -> new ArrayDeque<>()).add(item);
        size++;
    }

    /** Takes what comes next, or null if nothing waits. */
    public @Nullable T poll() {
        return poll(_ -> true);
    }

    /**
     * Takes what comes next of those who may go now; whoever may not keeps his place.
     *
     * @param mayGo asked of one holder after another, until it says yes
     * @return null if nothing waits, or nobody may go
     */
    public @Nullable T poll(Predicate<H> mayGo) {
        for (Map.Entry<H, Deque<T>> next : waitingByHolder.entrySet()) {
            H holder = next.getKey();
            if (mayGo.test(holder)) {
                return take(holder, next.getValue());
            }
        }
        return null;
    }

    private @Nullable T take(H holder, Deque<T> waiting) {
        waitingByHolder.remove(holder);
        T item = waiting.poll();
        if (!waiting.isEmpty()) {
            waitingByHolder.put(holder, waiting);
        }
        size--;
        return item;
    }

    /** Takes something out before its turn; false if it does not wait. It costs as much as its holder has waiting. */
    public boolean remove(H holder, T item) {
        Deque<T> waiting = waitingByHolder.get(holder);
        if (waiting == null || !waiting.remove(item)) {
            return false;
        }
        if (waiting.isEmpty()) {
            waitingByHolder.remove(holder);
        }
        size--;
        return true;
    }

    /** How many wait, of all holders. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
