package dev.millrace.attack.hostile;

import dev.millrace.ApiClient;
import dev.millrace.attack.overload.Merchant;
import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Samples;
import dev.millrace.attack.overload.Site;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One merchant asks for pages of 100 orders on 100 connections, without a pause. A neighbour who lists his own orders, a page
 * now and then, is measured alone first and then beside it.
 */
final class ListFlood implements Hostility {
    private static final String PAGE = "/v1/orders?limit=100";
    private static final int FLOOD_CONNECTIONS = 100;
    private static final int ORDERS = 100;
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int TIMES_MAX = 2;
    /** A difference of latencies below this tells of the machine, which server and attackers share. */
    private static final double NOISE_MILLIS = 20;

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public String title() {
        return FLOOD_CONNECTIONS + " connections of one merchant that list orders without a pause";
    }

    @Override
    public Attack begin(Site site) {
        return new Flood(site.port(), site.openMerchant("flood"), site.openMerchant("lister"));
    }

    /** It begins with the neighbour alone. */
    private static final class Flood implements Attack {
        private final int port;
        private final Merchant flooding;
        private final Merchant neighbour;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger refused = new AtomicInteger();
        private final Samples alone = new Samples();
        private final Samples beside = new Samples();
        private volatile boolean closed;

        Flood(int port, Merchant flooding, Merchant neighbour) {
            this.port = port;
            this.flooding = flooding;
            this.neighbour = neighbour;
            threads.execute(this::run);
        }

        private void run() {
            place(flooding);
            place(neighbour);
            list(neighbour, alone, PAUSE_NANOS, System.nanoTime() + ALONE_NANOS);
            long never = System.nanoTime() + Long.MAX_VALUE / 2;
            for (int connection = 0; connection < FLOOD_CONNECTIONS; connection++) {
                threads.execute(() -> list(flooding, new Samples(), 0, never));
            }
            list(neighbour, beside, PAUSE_NANOS, never);
        }

        private void place(Merchant merchant) {
            try (HttpClient http = ApiClient.http()) {
                ApiClient client = new ApiClient(http, port, merchant.apiKey());
                for (int order = 0; order < ORDERS; order++) {
                    client.place("listed-" + order, ApiClient.order("SKU-1", 1));
                }
            }
        }

        private void list(Merchant merchant, Samples taken, long pauseNanos, long untilNanos) {
            try (Lister lister = new Lister(port, merchant.apiKey(), PAGE)) {
                while (!closed && System.nanoTime() - untilNanos < 0) {
                    synchronized (taken) {
                        if (!lister.ask(taken)) {
                            refused.incrementAndGet();
                        }
                    }
                    LockSupport.parkNanos(pauseNanos);
                }
            } catch (IOException _) {
                refused.incrementAndGet();
            }
        }

        @Override
        public void report(Report report) {
            synchronized (beside) {
                report.fact("a neighbour's list alone", "%s", described(alone));
                report.fact("refused or cut off", "%d", refused.get());
                report.promise(
                        "a neighbour's list beside it",
                        beside.count() > 0 && beside.millis(0.99) <= TIMES_MAX * alone.millis(0.99) + NOISE_MILLIS,
                        "%s (p99 %d times + %.0f ms)",
                        described(beside),
                        TIMES_MAX,
                        NOISE_MILLIS);
            }
        }

        private static String described(Samples samples) {
            return "%d pages, p50 %.1f ms, p99 %.1f ms"
                    .formatted(samples.count(), samples.millis(0.5), samples.millis(0.99));
        }

        @Override
        public void close() {
            closed = true;
            threads.shutdownNow();
            threads.close();
        }
    }
}
