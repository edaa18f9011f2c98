package dev.millrace.attack.hostile;

import dev.millrace.attack.overload.Report;
import dev.millrace.attack.overload.Scenario;
import dev.millrace.attack.overload.Site;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code scripts/attack hostile}. */
@Command(
        name = "hostile",
        description = {
            "Does to a server with a small heap what clients do who mean harm, and looks at its memory and at a neighbour.",
            "The server is a process of its own, on an embedded PostgreSQL with fsync on, in target/. The attackers share the"
                    + " processors with it, so what it prints are ratios from one run."
        },
        mixinStandardHelpOptions = true)
public final class HostileCommand implements Callable<Integer> {
    /** Every hostility there is: held connections, and a class and a line here for each that is something else. */
    private static final List<Hostility> ALL = Stream.concat(
                    HeldConnections.all().stream(), Stream.of(new HangingSuppliers(), new ListFlood()))
            .toList();

    @Option(names = "--seconds", description = "How long each lasts (default: ${DEFAULT-VALUE})")
    private int seconds = 15;

    @Option(
            names = "--scenario",
            completionCandidates = EnumNames.class,
            description = "One of ${COMPLETION-CANDIDATES}; all without it")
    private @Nullable String scenario;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(System.out);
        for (Hostility each : chosen()) {
            Scenario beside = new BesideNeighbour(each, seconds);
            try (Site site = Site.start(beside)) {
                beside.run(site, report);
            }
        }
        report.title(report.broken() == 0 ? "All promises were kept." : report.broken() + " promises were broken.");
        return report.broken() == 0 ? 0 : 1;
    }

    private List<Hostility> chosen() {
        List<Hostility> chosen = ALL.stream()
                .filter(each -> scenario == null || scenario.equals(each.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    new CommandLine(this), "There is no scenario " + scenario + "; --help lists them");
        }
        return chosen;
    }

    /** For the help. */
    static final class EnumNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.stream().map(Hostility::name).iterator();
        }
    }
}
