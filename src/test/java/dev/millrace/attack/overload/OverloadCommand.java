package dev.millrace.attack.overload;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/attack overload}. */
@Command(
        name = "overload",
        description = {
            "Asks more of a server than it can do, and looks at what becomes of the others: several times the orders that it"
                    + " can decide, clients who are slow on purpose, floods of commands that come to nothing.",
            "The server is a process of its own, on an embedded PostgreSQL with fsync on, in target/. The generator shares the"
                    + " processors with it, so what it prints are ratios from one run."
        },
        mixinStandardHelpOptions = true)
public final class OverloadCommand implements Callable<Integer> {
    private static final int SLOW = 1_000;
    private static final int NOT_READING = 300;
    private static final int IDLE = 5_000;

    /** What to do to the server. */
    enum Choice {
        SURGE,
        SLOW_CLIENTS,
        IDLE,
        UNKNOWN_SKUS,
        REPLAYS,
        REFUSALS,
        ALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(names = "--seconds", description = "How long the surge lasts (default: ${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(
            names = "--factor",
            description = "How many times the peak arrives in the surge (default: ${DEFAULT-VALUE})")
    private double factor = 4;

    @Option(
            names = "--connections",
            description = "Clients of the surge; more than places in the queues (default: ${DEFAULT-VALUE})")
    private int connections = 12_000;

    @Option(names = "--scenario", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Choice scenario = Choice.ALL;

    @Override
    public Integer call() throws Exception {
        String again = "scripts/attack overload --scenario %s --seconds %d --factor %s --connections %d"
                .formatted(scenario, seconds, factor, connections);
        Report report = new Report(System.out);
        report.title(again + "   (nothing in it is random but the times)");
        for (Scenario each : scenarios()) {
            try (Site site = Site.start(each)) {
                each.run(site, report);
            }
        }
        report.title(
                report.broken() == 0
                        ? "All promises were kept."
                        : report.broken() + " promises were broken; again: " + again);
        return report.broken() == 0 ? 0 : 1;
    }

    private List<Scenario> scenarios() {
        List<Scenario> chosen = new ArrayList<>();
        if (isChosen(Choice.SURGE)) {
            chosen.add(new Surge(factor, seconds, connections));
        }
        if (isChosen(Choice.SLOW_CLIENTS)) {
            chosen.add(new Crowds(
                    "slow clients",
                    Map.of(
                            Crowd.Habit.DRIPS_HEAD,
                            SLOW,
                            Crowd.Habit.DRIPS_BODY,
                            SLOW,
                            Crowd.Habit.READS_NOTHING,
                            NOT_READING)));
        }
        if (isChosen(Choice.IDLE)) {
            chosen.add(new Crowds("idle connections", Map.of(Crowd.Habit.IDLE, IDLE)));
        }
        EnumSet<Floods.Kind> floods = EnumSet.noneOf(Floods.Kind.class);
        if (isChosen(Choice.UNKNOWN_SKUS)) {
            floods.add(Floods.Kind.UNKNOWN_SKUS);
        }
        if (isChosen(Choice.REPLAYS)) {
            floods.add(Floods.Kind.REPLAYS);
            floods.add(Floods.Kind.FORGOTTEN_REPLAYS);
        }
        if (isChosen(Choice.REFUSALS)) {
            floods.add(Floods.Kind.REFUSALS);
        }
        if (!floods.isEmpty()) {
            chosen.add(new Floods(floods));
        }
        return chosen;
    }

    private boolean isChosen(Choice choice) {
        return scenario == choice || scenario == Choice.ALL;
    }
}
