package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
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
    private record Probe(String name, Duration limit, Callable<Boolean> asks) {}

    /**
     * Waits, as long as the limit allows.
     *
     * @param began since when it is counted
     * @throws IllegalStateException if something does not work in time; it says what
     */
    Back await(long began, Limit limit) throws InterruptedException {
        Duration ordersLimit = limit.forOrders(rig.timeouts());
        Duration limitOfAll = limit.of(rig.timeouts());
        List<Probe> orders = new ArrayList<>();
        List<Probe> others = new ArrayList<>();
        for (int number = 0; number < rig.nodes(); number++) {
            int node = number;
            ApiClient client = market.client(Market.PROBED_SHOP, node);
            orders.add(new Probe("taking orders on node " + node, ordersLimit, () -> isTaken(client)));
            others.add(
                    new Probe("reading stock on node " + node, limitOfAll, () -> isRead(client, "/v1/stock/plenty")));
            others.add(new Probe("listing orders on node " + node, limitOfAll, () -> isRead(client, "/v1/orders")));
            others.add(new Probe(
                    "readiness of node " + node,
                    limitOfAll,
                    () -> rig.server(node).isReady()));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> ordersBack = ask(threads, orders, began);
            List<Future<Duration>> othersBack = ask(threads, others, began);
            try {
                Duration ordersTook = longest(orders, ordersBack, began);
                return new Back(ordersTook, Back.longer(ordersTook, longest(others, othersBack, began)));
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static List<Future<Duration>> ask(ExecutorService threads, List<Probe> probes, long began) {
        return probes.stream()
                .map(probe -> threads.submit(() -> askUntilYes(probe, began)))
                .toList();
    }

    private static Duration askUntilYes(Probe probe, long began) throws Exception {
        while (!probe.asks().call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Duration longest(List<Probe> probes, List<Future<Duration>> answers, long began)
            throws InterruptedException {
        Duration longest = Duration.ZERO;
        for (int number = 0; number < probes.size(); number++) {
            Probe probe = probes.get(number);
            long left = began + probe.limit().toNanos() - System.nanoTime();
            try {
                longest = Back.longer(longest, answers.get(number).get(Math.max(0, left), TimeUnit.NANOSECONDS));
            } catch (TimeoutException | ExecutionException e) {
                throw new IllegalStateException(
                        probe.name() + " does not work after " + probe.limit().toSeconds() + " s", e);
            }
        }
        return longest;
    }

    private boolean isTaken(ApiClient client) {
        Wish wish = new Wish(
                Wish.Kind.PLACE,
                Market.PROBED_SHOP,
                "probe-" + PROBES.incrementAndGet(),
                ApiClient.order(Market.PLENTY, 1));
        Told told = Told.of(wish, client);
        ledger.note(ledger.of(wish), told);
        return told instanceof Told.Decided;
    }

    private static boolean isRead(ApiClient client, String path) {
        try {
            return client.get(path).status() == 200;
        } catch (IllegalStateException _) {
            return false; // The node is not there, or not yet.
        }
    }
}
