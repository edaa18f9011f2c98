package dev.millrace.attack.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clients who hold connections and are in no hurry, by the thousand, and one who is. */
final class Crowds implements Scenario {
    private static final int NEIGHBOUR_CONNECTIONS = 32;
    private static final double NEIGHBOUR_PER_SECOND = 100;
    /** Shorter than the limit, so that all of the crowd is there until its end. */
    private static final int SECONDS = 6;
    /** What the server is set to: the request deadline is the default, and so that a run is short the idle one is as long. */
    private static final int LIMIT_SECONDS = 10;

    private static final int GRACE_SECONDS = 5;

    private final String title;
    private final Map<Crowd.Habit, Integer> sizes;

    Crowds(String title, Map<Crowd.Habit, Integer> sizes) {
        this.title = title;
        this.sizes = sizes;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("api.idle_timeout", LIMIT_SECONDS + "s", "api.request_deadline", LIMIT_SECONDS + "s");
    }

    @Override
    public void run(Site site, Report report) {
        Merchant calm = site.openMerchant("neighbour");
        report.title(title + ": " + sizes);
        try (Generator generator = new Generator(site.port())) {
            Load warmUp = generator.begin(Load.closed(Orders.of(calm, "w-", Merchant.SKUS)), NEIGHBOUR_CONNECTIONS);
            generator.run(WARM_UP_SECONDS);
            generator.end(ANSWER_SECONDS_MAX, List.of(warmUp));
            Load neighbour = generator.begin(
                    Load.open(Orders.of(calm, "n-", Merchant.SKUS), NEIGHBOUR_PER_SECOND), NEIGHBOUR_CONNECTIONS);
            generator.run(SECONDS);
            Neighbour before = Neighbour.of(neighbour.tally().window(1, SECONDS));
            report.fact("neighbour alone", "%s", before);
            double heapBefore = site.use().heapAfterCollectionMiB();
            double heapBeside = gather(site, calm, generator, neighbour, report, before);
            report.fact(
                    "heap after a collection",
                    "%.0f MiB before, %.0f beside them, %.0f after",
                    heapBefore,
                    heapBeside,
                    site.use().heapAfterCollectionMiB());
            generator.end(ANSWER_SECONDS_MAX, List.of(neighbour));
        }
    }

    /** @return the heap while they are all there, in MiB */
    private double gather(
            Site site, Merchant calm, Generator generator, Load neighbour, Report report, Neighbour before) {
        List<Crowd> crowds = new ArrayList<>();
        try {
            sizes.forEach((habit, size) -> crowds.add(new Crowd(habit, site.port(), calm.apiKey(), size)));
            generator.run(1);
            int from = neighbour.tally().secondsSoFar();
            wait(generator, crowds, SECONDS);
            Neighbour beside = Neighbour.of(neighbour.tally().window(from, from + SECONDS - 1));
            report.promise("neighbour beside them", beside.isLike(before), "%s (%s)", beside, Neighbour.promise());
            double heapBeside = site.use().heapAfterCollectionMiB();
            wait(generator, crowds, LIMIT_SECONDS + GRACE_SECONDS - SECONDS);
            int left = crowds.stream().mapToInt(Crowd::stillOpen).sum();
            int all = crowds.stream().mapToInt(Crowd::size).sum();
            report.promise(
                    "sent away after " + (LIMIT_SECONDS + GRACE_SECONDS) + " s (limits: " + LIMIT_SECONDS + " s)",
                    left == 0,
                    "%d of %d",
                    all - left,
                    all);
            return heapBeside;
        } finally {
            crowds.forEach(Crowd::close);
        }
    }

    private static void wait(Generator generator, List<Crowd> crowds, int seconds) {
        for (int second = 0; second < seconds; second++) {
            crowds.forEach(Crowd::tick);
            generator.run(1);
        }
        crowds.forEach(Crowd::tick);
    }
}
