package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.endtoend.Shop;
import dev.millrace.http.RawConnection.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places orders and reads at once, and later again, what was acknowledged: by its address and by its key, at every node. That
 * it cannot be read now may be; that there is no such order never.
 */
final class Reader implements AutoCloseable {
    private static final long SEED = 3;

    private record Placed(String key, String location) {}

    private final List<ApiClient> nodes = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger seen = new AtomicInteger();
    private final Random random = new Random(SEED);
    private final Thread thread;
    private volatile boolean closed;

    private Reader(Rig rig) {
        Shop shop = Shop.open(rig.direct(), "reader");
        for (int node = 0; node < rig.nodes(); node++) {
            nodes.add(rig.client(node, shop.key()));
        }
        nodes.getFirst().stock("tea", 1_000_000);
        thread = Thread.ofVirtual().name("reader").start(this::readAndRead);
    }

    static Reader of(Rig rig) {
        return new Reader(rig);
    }

    /** How often an acknowledged order was read. */
    int seen() {
        return seen.get();
    }

    /** What was said not to be there. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void readAndRead() {
        for (int number = 0; !closed; number++) {
            place("reader-" + number);
            if (!placed.isEmpty()) {
                read(placed.getLast());
                read(placed.get(random.nextInt(placed.size())));
            }
        }
    }

    private void place(String key) {
        try {
            Answer answer = anyNode().place(key, ApiClient.order("tea", 1));
            if (answer.status() == 201) {
                placed.add(new Placed(key, answer.required("Location")));
            }
        } catch (IllegalStateException _) {
            // No answer promises nothing.
        }
    }

    private void read(Placed order) {
        for (ApiClient node : nodes) {
            check(node, order, order.location());
            check(node, order, "/v1/orders?idempotency_key=" + order.key());
        }
    }

    private void check(ApiClient node, Placed order, String path) {
        try {
            Answer answer = node.get(path);
            String id = order.location().substring(order.location().lastIndexOf('/') + 1);
            if (answer.status() == 200 && answer.body().contains(id)) {
                seen.incrementAndGet();
            } else if (answer.status() != 503) {
                wrong.add(path + ": " + answer.status() + " " + answer.body());
            }
        } catch (IllegalStateException _) {
            // No answer promises nothing.
        }
    }

    private ApiClient anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
