package dev.millrace.attack.overload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * More than the server can take. First the most that it decides is measured, with clients who wait for their answers; then
 * several times that arrives, whatever becomes of it, while one neighbour goes on ordering a little; then only the
 * neighbour is left.
 */
final class Surge implements Scenario {
    private static final int MERCHANTS = 4;
    private static final int CLOSED_CONNECTIONS = 512;
    private static final int NEIGHBOUR_CONNECTIONS = 64;
    private static final double NEIGHBOUR_PER_SECOND = 100;
    private static final int CAPACITY_SECONDS = 10;
    /** Until as many clients as come at once have their connections warm. */
    private static final int GATHER_SECONDS = 5;

    private static final int CALM_SECONDS = 10;
    private static final int AFTER_SECONDS = 15;
    private static final int NORMAL_AGAIN_SECONDS_MAX = 10;
    private static final double GOODPUT_MIN = 0.9;
    private static final double HEAP_GROWTH_MIB_MAX = 64;
    private static final long RSS_SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final double factor;
    private final int seconds;
    private final int connections;

    Surge(double factor, int seconds, int connections) {
        this.factor = factor;
        this.seconds = seconds;
        this.connections = connections;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public void run(Site site, Report report) {
        List<Merchant> merchants = new ArrayList<>();
        for (int i = 0; i < MERCHANTS; i++) {
            merchants.add(site.openMerchant("surge"));
        }
        Merchant calm = site.openMerchant("neighbour");
        report.title(
                "surge: %.1f times the peak for %d s, over %d connections".formatted(factor, seconds, connections));
        try (Generator generator = new Generator(site.port())) {
            Peak peak = peak(site, generator, merchants);
            report.fact(
                    "peak, " + CLOSED_CONNECTIONS + " clients who wait",
                    "%.0f decided/s, %.0f µs of the server's processor time each",
                    peak.perSecond(),
                    peak.cpuMicros());
            Load neighbour = generator.begin(
                    Load.open(Orders.of(calm, "n-", Merchant.SKUS), NEIGHBOUR_PER_SECOND), NEIGHBOUR_CONNECTIONS);
            generator.run(CALM_SECONDS);
            new Wave(site, report, generator, neighbour).strike(merchants, peak);
        }
    }

    /** What it decided at best, and what a decision cost of the server's processor time. */
    private record Peak(double perSecond, double cpuMicros) {}

    private static Peak peak(Site site, Generator generator, List<Merchant> merchants) {
        List<Load> closed = new ArrayList<>();
        for (Merchant merchant : merchants) {
            closed.add(generator.begin(
                    Load.closed(Orders.of(merchant, "c-", Merchant.SKUS)), CLOSED_CONNECTIONS / MERCHANTS));
        }
        int end = WARM_UP_SECONDS + CAPACITY_SECONDS;
        generator.run(WARM_UP_SECONDS);
        Duration before = site.use().cpu();
        generator.run(CAPACITY_SECONDS);
        double cpuMicros = site.use().cpu().minus(before).toNanos() / 1_000.0;
        generator.end(ANSWER_SECONDS_MAX, closed);
        double perSecond = closed.stream()
                .mapToDouble(load -> load.tally().window(WARM_UP_SECONDS, end).decidedPerSecond())
                .sum();
        return new Peak(perSecond, cpuMicros / (perSecond * CAPACITY_SECONDS));
    }

    /** The surge itself, and what came of it. */
    private final class Wave {
        private final Site site;
        private final Report report;
        private final Generator generator;
        private final Load neighbour;
        private final List<Load> surge = new ArrayList<>();
        private Window full = new Window(List.of(), 1);
        private Window beyond = new Window(List.of(), 1);

        Wave(Site site, Report report, Generator generator, Load neighbour) {
            this.site = site;
            this.report = report;
            this.generator = generator;
            this.neighbour = neighbour;
        }

        void strike(List<Merchant> merchants, Peak peak) {
            double heapBefore = site.use().heapAfterCollectionMiB();
            double rssBefore = site.use().rssMiB();
            double share = peak.perSecond() / MERCHANTS;
            for (Merchant merchant : merchants) {
                surge.add(generator.begin(
                        Load.open(Orders.of(merchant, "o-", Merchant.SKUS), share), connections / MERCHANTS));
            }
            full = lastSeconds(GATHER_SECONDS, CAPACITY_SECONDS);
            surge.forEach(load -> load.changeRate(share * factor));
            int from = neighbour.tally().secondsSoFar();
            AtomicBoolean surging = new AtomicBoolean(true);
            var rssDuring = CompletableFuture.supplyAsync(() -> rssMax(surging), Thread::startVirtualThread);
            Duration cpuBefore = site.use().cpu();
            beyond = lastSeconds(1, seconds - 1);
            double cpuMicros = site.use().cpu().minus(cpuBefore).toNanos() / 1_000.0 / seconds;
            double heapDuring = heapMeanwhile();
            surging.set(false);
            int to = neighbour.tally().secondsSoFar();
            generator.end(0, surge);
            generator.run(AFTER_SECONDS);
            generator.end(ANSWER_SECONDS_MAX, List.of(neighbour));
            reportAnswers(peak.perSecond());
            reportTruth(merchants);
            reportCost(peak, cpuMicros);
            reportNeighbour(from, to);
            double heapAfter = site.use().heapAfterCollectionMiB();
            report.promise(
                    "heap after a collection",
                    heapAfter <= heapBefore + HEAP_GROWTH_MIB_MAX,
                    "%.0f MiB before, %.0f during, %.0f after (no more than %.0f above before)",
                    heapBefore,
                    heapDuring,
                    heapAfter,
                    HEAP_GROWTH_MIB_MAX);
            report.fact(
                    "resident memory (" + heap() + ")",
                    "%.0f MiB before, %.0f at most during, %.0f after",
                    rssBefore,
                    rssDuring.join(),
                    site.use().rssMiB());
        }

        /** While the surge goes on, so that all that it makes the server hold is in it. */
        private double heapMeanwhile() {
            var heap = CompletableFuture.supplyAsync(
                    () -> site.use().heapAfterCollectionMiB(), Thread::startVirtualThread);
            while (!heap.isDone()) {
                generator.run(0.1);
            }
            return heap.join();
        }

        private double rssMax(AtomicBoolean surging) {
            double max = 0;
            while (surging.get()) {
                max = Math.max(max, site.use().rssMiB());
                LockSupport.parkNanos(RSS_SAMPLE_NANOS);
            }
            return max;
        }

        /** Runs for some seconds that do not count, and then for some that do. */
        private Window lastSeconds(int lead, int counted) {
            generator.run(lead);
            int from = surge.getFirst().tally().secondsSoFar();
            generator.run(counted);
            return Window.together(surge.stream()
                    .map(load -> load.tally().window(from, from + counted))
                    .toList());
        }

        private void reportAnswers(double peak) {
            Window all = beyond;
            double unsent = all.unsent() / (double) all.length();
            double offered = all.answeredPerSecond() + unsent;
            report.fact(
                    "arrived",
                    "%.0f/s, %.1f times the peak; for %.0f %% all %d clients were still waiting for earlier answers",
                    offered,
                    offered / peak,
                    100 * unsent / offered,
                    connections);
            report.fact(
                    "the peak arrives, from all clients",
                    "%.0f decided/s, %.2f of the peak",
                    full.decidedPerSecond(),
                    full.decidedPerSecond() / peak);
            report.promise(
                    "goodput",
                    all.decidedPerSecond() >= GOODPUT_MIN * full.decidedPerSecond(),
                    "%.0f decided/s, %.2f of that (at least %.2f); %.2f of the peak of a few who wait",
                    all.decidedPerSecond(),
                    all.decidedPerSecond() / full.decidedPerSecond(),
                    GOODPUT_MIN,
                    all.decidedPerSecond() / peak);
            Samples decided = all.decided();
            report.fact("decided in", "p50 %.0f ms, p99 %.0f ms", decided.millis(0.5), decided.millis(0.99));
            Samples refused = all.refused();
            report.promise(
                    "refused in, 503 not_executed with Retry-After",
                    refused.millis(0.5) <= decided.millis(0.5),
                    "%.0f/s, p50 %.0f ms, p99 %.0f ms (no slower than a decision)",
                    refused.count() / (double) all.length(),
                    refused.millis(0.5),
                    refused.millis(0.99));
            report.promise("5xx that promise nothing", all.broken() == 0, "%d (504: %d)", all.broken(), all.unknown());
        }

        /** Processors that others use as well make both slower, each in its time, but no dearer. */
        private void reportCost(Peak peak, double cpuMicrosPerSecond) {
            double micros = cpuMicrosPerSecond / beyond.decidedPerSecond();
            report.fact(
                    "the server's processor time",
                    "%.0f µs for a decision, refusals and all, %.2f times that of the peak",
                    micros,
                    micros / peak.cpuMicros());
        }

        private void reportTruth(List<Merchant> merchants) {
            long refused = 0;
            long executed = 0;
            for (int i = 0; i < merchants.size(); i++) {
                List<String> keys = surge.get(i).tally().refusedKeys();
                refused += keys.size();
                executed += site.ordersWithKeys(merchants.get(i), keys);
            }
            report.promise("refused and yet in the database", executed == 0, "%d of %d", executed, refused);
        }

        private void reportNeighbour(int from, int to) {
            Tally tally = neighbour.tally();
            Neighbour before = Neighbour.of(tally.window(1, CALM_SECONDS));
            Window during = tally.window(from, to);
            report.fact("neighbour before", "%s", before);
            report.fact(
                    "neighbour during",
                    "%s, %d refused",
                    Neighbour.of(during),
                    during.refused().count());
            int normal = to;
            while (normal < to + AFTER_SECONDS && !isNormalFrom(normal, to + AFTER_SECONDS, before)) {
                normal++;
            }
            report.fact("neighbour afterwards", "%s", Neighbour.of(tally.window(normal, to + AFTER_SECONDS)));
            report.promise(
                    "normal again",
                    normal - to <= NORMAL_AGAIN_SECONDS_MAX,
                    "%d s after the surge (at most %d; %s)",
                    normal - to,
                    NORMAL_AGAIN_SECONDS_MAX,
                    Neighbour.promise());
        }

        private boolean isNormalFrom(int from, int to, Neighbour before) {
            return Neighbour.of(neighbour.tally().window(from, to)).isLike(before);
        }
    }
}
