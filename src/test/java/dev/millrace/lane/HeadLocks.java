package dev.millrace.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who holds which merchant's head, and who waits for it, first come, first served. */
final class HeadLocks {
    private record Wait(FakeBackend backend, Deque<Integer> rest, Runnable granted) {}

    private final TestWorld world;
    private final Map<Integer, FakeBackend> holders = new HashMap<>();
    private final Deque<Wait> waits = new ArrayDeque<>();

    HeadLocks(TestWorld world) {
        this.world = world;
    }

    /** Locks heads one after another, in merchant order; a backend keeps what it has while it waits for the next. */
    void acquire(FakeBackend backend, Iterable<Integer> merchants, Runnable granted) {
        TreeSet<Integer> sorted = new TreeSet<>();
        merchants.forEach(sorted::add);
        proceed(new Wait(backend, new ArrayDeque<>(sorted), granted));
    }

    /** It waits no longer. */
    void forgetWait(FakeBackend backend) {
        waits.removeIf(wait -> wait.backend() == backend);
    }

    boolean isWaiting(FakeBackend backend) {
        return waits.stream().anyMatch(wait -> wait.backend() == backend);
    }

    boolean isHolding(FakeBackend backend) {
        return holders.containsValue(backend);
    }

    /** Lets go of all that it holds. */
    void release(FakeBackend backend) {
        if (holders.values().removeIf(holder -> holder == backend)) {
            world.execute(this::wakeUp);
        }
    }

    boolean isIdle() {
        return holders.isEmpty() && waits.isEmpty();
    }

    private void proceed(Wait wait) {
        Integer next = wait.rest().peek();
        while (next != null) {
            FakeBackend holder = holderOf(next);
            if (holder != null && holder != wait.backend()) {
                waits.add(wait);
                return;
            }
            holders.put(next, wait.backend());
            wait.rest().remove();
            next = wait.rest().peek();
        }
        wait.granted().run();
    }

    private void wakeUp() {
        Iterator<Wait> queue = waits.iterator();
        while (queue.hasNext()) {
            Wait wait = queue.next();
            if (holderOf(wait.rest().element()) == null) {
                queue.remove();
                holders.put(wait.rest().element(), wait.backend());
                world.execute(() -> {
                    if (!wait.backend().isGone()) {
                        proceed(wait);
                    }
                });
            }
        }
    }

    private @Nullable FakeBackend holderOf(int merchantId) {
        return holders.get(merchantId);
    }
}
