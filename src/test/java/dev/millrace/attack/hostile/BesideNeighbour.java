package dev.millrace.attack.hostile;

import dev.millrace.attack.overload.Generator;
import dev.millrace.attack.overload.Load;
import dev.millrace.attack.overload.Merchant;
import dev.millrace.attack.overload.Neighbour;
import dev.millrace.attack.overload.Orders;
import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Scenario;
import dev.millrace.attack.overload.Site;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A hostility against a server with a small heap, beside a merchant who orders a little: he is served about as well as
 * before, the server's memory stays bounded, and when all is over it is ready.
 */
final class BesideNeighbour implements Scenario {
    private static final int NEIGHBOUR_CONNECTIONS = 16;
    private static final double NEIGHBOUR_PER_SECOND = 100;
    private static final int BEFORE_SECONDS = 6;
    private static final double BEGIN_SECONDS = 0.02;
    /** What the JVM needs beside a heap of 512 MiB: classes, compiled code, threads, and what goes in and out. */
    private static final double RSS_MIB_MAX = 512 + 384;

    private final Hostility hostility;
    private final int seconds;

    /** @param seconds how long the hostility lasts */
    BesideNeighbour(Hostility hostility, int seconds) {
        this.hostility = hostility;
        this.seconds = seconds;
    }

    @Override
    public String heap() {
        return "-Xmx512m";
    }

    @Override
    public Map<String, String> settings() {
        return hostility.settings();
    }

    @Override
    public void run(Site site, Report report) throws Exception {
        report.title(hostility.name() + ": " + hostility.title() + " (" + heap() + ")");
        Merchant calm = site.openMerchant("neighbour");
        try (Generator generator = new Generator(site.port())) {
            Load warmUp = generator.begin(Load.closed(Orders.of(calm, "w-", Merchant.SKUS)), NEIGHBOUR_CONNECTIONS);
            generator.run(WARM_UP_SECONDS);
            generator.end(ANSWER_SECONDS_MAX, List.of(warmUp));
            Load load = generator.begin(
                    Load.open(Orders.of(calm, "n-", Merchant.SKUS), NEIGHBOUR_PER_SECOND), NEIGHBOUR_CONNECTIONS);
            generator.run(BEFORE_SECONDS);
            Neighbour before = Neighbour.of(load.tally().window(1, BEFORE_SECONDS));
            report.fact("neighbour alone", "%s", before);
            besiege(site, generator, load, before, report);
            generator.end(ANSWER_SECONDS_MAX, List.of(load));
        }
        report.promise("ready when it is over", site.isReady(), "%s", site.isReady() ? "yes" : "no");
    }

    /** In a thread of its own, since the neighbour goes on meanwhile and his generator must not wait. */
    private Hostility.Attack begin(Site site, Generator generator, ExecutorService beginning) throws Exception {
        Future<Hostility.Attack> begun = beginning.submit(() -> hostility.begin(site));
        while (!begun.isDone()) {
            generator.run(BEGIN_SECONDS);
        }
        return begun.get();
    }

    private void besiege(Site site, Generator generator, Load load, Neighbour before, Report report) throws Exception {
        double rssMax = 0;
        try (ExecutorService beginning = Executors.newVirtualThreadPerTaskExecutor();
                Hostility.Attack attack = begin(site, generator, beginning)) {
            int from = load.tally().secondsSoFar();
            for (int second = 0; second < seconds; second++) {
                generator.run(1);
                rssMax = Math.max(rssMax, site.use().rssMiB());
            }
            Neighbour beside = Neighbour.of(load.tally().window(from, from + seconds - 1));
            attack.report(report);
            report.promise(
                    "neighbour beside it", beside.isWithinTwice(before), "%s (%s)", beside, Neighbour.promiseOfTwice());
        }
        report.promise("resident memory at most", rssMax <= RSS_MIB_MAX, "%.0f MiB (%.0f)", rssMax, RSS_MIB_MAX);
    }
}
