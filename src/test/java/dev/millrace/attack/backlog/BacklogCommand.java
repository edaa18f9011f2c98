package dev.millrace.attack.backlog;

import dev.millrace.app.database.DataFolder;
import dev.millrace.app.database.Durability;
import dev.millrace.app.database.EmbeddedDatabase;
import dev.millrace.app.database.FolderLock;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.app.node.TestNode;
import dev.millrace.attack.overload.Samples;
import dev.millrace.console.Progress;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.AuditReport;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/attack backlog}. */
@Command(
        name = "backlog",
        description = {
            "Places, cancels and receives while many lines wait for one SKU, and beside it while none waits and while a"
                    + " thousand do, in turn, in the same run. Then it audits the books.",
            "One real lane without HTTP in front of it, each command in a batch of its own, on an embedded PostgreSQL with"
                    + " fsync on, in target/. What it prints are milliseconds, and their ratios."
        },
        mixinStandardHelpOptions = true)
public final class BacklogCommand implements Callable<Integer> {
    private static final int SHORT_BACKLOG = 1_000;
    /** Of the short backlog so many orders can be cancelled, sort by sort. */
    private static final int ROUNDS_MAX = 370;

    /** One thing that is done again and again. */
    private interface Step {
        void on(Backlog backlog, Samples samples);
    }

    @Option(names = "--lines", description = "How many lines wait (default: ${DEFAULT-VALUE})")
    private int lines = 100_000;

    @Option(names = "--rounds", description = "How often each thing is done (default: ${DEFAULT-VALUE})")
    private int rounds = 200;

    @Option(names = "--warm-up", description = "How often before it counts (default: ${DEFAULT-VALUE})")
    private int warmUp = 50;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || warmUp < 0 || rounds + warmUp > ROUNDS_MAX || lines < 2 * SHORT_BACKLOG) {
            System.err.printf(
                    "1 to %d rounds, those before they count with them, and %,d lines or more%n",
                    ROUNDS_MAX, 2 * SHORT_BACKLOG);
            return 2;
        }
        DataFolder folder = DataFolder.openOrCreate(Path.of("target", "backlog-database"));
        try (FolderLock lock = folder.lock();
                EmbeddedDatabase database =
                        EmbeddedDatabase.start(folder, lock, Durability.DURABLE, true, Progress.SILENT)) {
            DatabaseConfig config = DatabaseConfig.at(database.url());
            new Migrations(config).migrate();
            try (LaneAtWork lane = new LaneAtWork(config)) {
                measure(backlogs(lane, database.url()));
            }
            return audit(config) ? 0 : 1;
        }
    }

    private List<Backlog> backlogs(LaneAtWork lane, DatabaseUrl database) throws SQLException {
        List<Backlog> backlogs = new ArrayList<>();
        for (int each : new int[] {0, SHORT_BACKLOG, lines}) {
            Backlog backlog =
                    new Backlog(lane, TestNode.tenant(database, each + " lines").merchantId(), each);
            long started = System.nanoTime();
            backlog.fill();
            System.out.printf("%,d lines wait after %.1f s%n", each, (System.nanoTime() - started) / 1e9);
            backlogs.add(backlog);
        }
        return backlogs;
    }

    private void measure(List<Backlog> backlogs) {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("place one unit", Backlog::place);
        steps.put("cancel, its goods on their way", Backlog::cancelSent);
        steps.put("cancel, its goods not ordered yet", Backlog::cancelUnsent);
        for (int units : new int[] {1, 100, 1_000}) {
            steps.put("receive %,d".formatted(units), (backlog, samples) -> backlog.receive(samples, units));
        }
        System.out.printf(
                "%nmilliseconds, p50 / p99 of %d%n%-34s %16s %16s %16s %12s %12s%n",
                rounds, "", "none waits", "1,000 wait", "%,d wait".formatted(lines), "to none", "to 1,000");
        steps.forEach((name, step) -> {
            List<Samples> samples = rounds(backlogs, step);
            System.out.printf(
                    "%-34s %16s %16s %16s %12s %12s%n",
                    name,
                    told(samples.get(0)),
                    told(samples.get(1)),
                    told(samples.get(2)),
                    ratio(samples.get(2), samples.get(0)),
                    ratio(samples.get(2), samples.get(1)));
        });
        System.out.println(
                "\nReceiving fills a line for each unit where lines wait, so its price is to be seen beside the"
                        + " short backlog.");
    }

    /** In turn, so that what else the machine does falls on all of them. */
    private List<Samples> rounds(List<Backlog> backlogs, Step step) {
        for (int round = 0; round < warmUp; round++) {
            backlogs.forEach(backlog -> step.on(backlog, new Samples()));
        }
        List<Samples> samples = backlogs.stream().map(_ -> new Samples()).toList();
        for (int round = 0; round < rounds; round++) {
            for (int each = 0; each < backlogs.size(); each++) {
                step.on(backlogs.get(each), samples.get(each));
            }
        }
        return samples;
    }

    private static String told(Samples samples) {
        return "%.2f / %.2f".formatted(samples.millis(0.5), samples.millis(0.99));
    }

    private static String ratio(Samples samples, Samples others) {
        return "%.1f / %.1f"
                .formatted(samples.millis(0.5) / others.millis(0.5), samples.millis(0.99) / others.millis(0.99));
    }

    private static boolean audit(DatabaseConfig database) throws SQLException {
        AuditReport report = new Audit(Jdbc.dataSource(database), Audit.ROWS_PER_PASS_MAX).run(_ -> {});
        report.checks().stream().filter(check -> !check.holds()).forEach(System.out::println);
        System.out.println((report.balances() ? "\nThe books balance: " : "\nThe books do not balance: ")
                + Objects.requireNonNull(report.totals()));
        return report.balances();
    }
}
