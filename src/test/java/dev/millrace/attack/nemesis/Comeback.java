package dev.millrace.attack.nemesis;

import dev.millrace.endtoend.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until everything works again on every node: an order is taken, stock is read, orders are listed, and the node
 * calls itself ready.
 */
final class Comeback {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final AtomicInteger PROBES = new AtomicInteger();

    private final Rig rig;
    private final Market market;
    private final Ledger ledger;

    Comeback(Rig rig, Market market, Ledger ledger) {
        this.rig = rig;
        this.market = market;
        this.ledger = ledger;
    }

    /** Asks until the answer is yes. */
    private record Probe(String name, Callable<Boolean> asks) {}

    /**
     * Waits for so long at most.
     *
     * @throws IllegalStateException if something does not work by then; it says what
     */
    void await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Probe> probes = probes();
            List<Future<?>> running = new ArrayList<>();
            for (Probe probe : probes) {
                running.add(threads.submit(() -> askUntilYes(probe)));
            }
            for (int probe = 0; probe < running.size(); probe++) {
                try {
                    running.get(probe).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException | ExecutionException e) {
                    threads.shutdownNow();
                    throw new IllegalStateException(
                            probes.get(probe).name() + " does not work " + limit.toSeconds() + " s later", e);
                }
            }
        }
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        for (int number = 0; number < rig.nodes(); number++) {
            int node = number;
            Client client = market.client(Market.PROBED_SHOP, node);
            probes.add(new Probe("taking orders on node " + node, () -> isTaken(client)));
            probes.add(new Probe("reading stock on node " + node, () -> isRead(client, "/v1/stock/" + Market.PLENTY)));
            probes.add(new Probe("listing orders on node " + node, () -> isRead(client, "/v1/orders?limit=1")));
            probes.add(new Probe(
                    "readiness of node " + node, () -> rig.server(node).isReady()));
        }
        return probes;
    }

    private static @org.jspecify.annotations.Nullable Object askUntilYes(Probe probe) throws Exception {
        while (!probe.asks().call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return null;
    }

    private boolean isTaken(Client client) {
        Wish wish = new Wish(
                Wish.Kind.PLACE,
                Market.PROBED_SHOP,
                "probe-" + PROBES.incrementAndGet(),
                Client.order(Market.PLENTY, 1));
        Told told = Told.of(wish, client);
        ledger.note(ledger.of(wish), told);
        return told instanceof Told.Decided;
    }

    private static boolean isRead(Client client, String path) {
        try {
            return client.get(path).statusCode() == 200;
        } catch (IllegalStateException _) {
            return false; // The node is not there, or not yet.
        }
    }
}
