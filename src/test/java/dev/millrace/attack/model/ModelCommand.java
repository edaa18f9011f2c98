package dev.millrace.attack.model;

import dev.millrace.feed.audit.Check;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The long form of the model test. */
@Command(
        name = "model",
        description = {
            "Sends random commands to the service and to the plainest merchant that can be thought of; answers and books",
            "must agree. Ends with the audit, or with the shortest list of commands that still fails."
        },
        mixinStandardHelpOptions = true)
public final class ModelCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Repeats a run (default: another one each time)")
    private long seed = ThreadLocalRandom.current().nextInt(1, 1_000_000);

    @Option(names = "--commands", paramLabel = "N", description = "How many, about (default: ${DEFAULT-VALUE})")
    private int commands = 100_000;

    @Option(
            names = "--nodes",
            paramLabel = "1|2",
            description = "Nodes on one database; every command goes to any of them (default: ${DEFAULT-VALUE})")
    private int nodes = 1;

    @Option(names = "--minutes", paramLabel = "M", description = "Begin nothing more after so long")
    private int minutes = 24 * 60;

    @Option(names = "--merchant", paramLabel = "N", description = "Carry out the script of this merchant alone")
    private @Nullable Integer merchant;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Override
    public Integer call() {
        Plan plan = new Plan(seed, commands, nodes, Duration.ofMinutes(minutes));
        println("model --seed %d --commands %d --nodes %d".formatted(seed, commands, nodes));
        try (Stand stand = new Stand(nodes)) {
            return merchant == null ? all(plan, stand) : alone(plan, stand, merchant);
        }
    }

    private int all(Plan plan, Stand stand) {
        long beganNanos = System.nanoTime();
        ModelRun run = new ModelRun(plan, stand::freshMerchant);
        Optional<ModelRun.Failed> failed = run.run();
        run.seen().counts().forEach((what, times) -> println("%,9d  %s".formatted(times, what)));
        if (failed.isPresent()) {
            return report(plan, stand, failed.get());
        }
        List<Check> findings = stand.auditFindings();
        findings.forEach(check -> println("The audit: " + check));
        println("%,d commands in %.1f s: %s"
                .formatted(
                        run.commands(),
                        (System.nanoTime() - beganNanos) / 1e9,
                        findings.isEmpty()
                                ? "every answer as expected, and the books balance"
                                : "every answer as expected, but the books DO NOT balance"));
        return findings.isEmpty() ? 0 : 1;
    }

    private int alone(Plan plan, Stand stand, int ordinal) {
        List<Step> script = plan.script(ordinal);
        Optional<Divergence> divergence = new Trial(stand.quietMerchant(), new Seen(), _ -> {}).run(script);
        if (divergence.isPresent()) {
            return report(plan, stand, new ModelRun.Failed(ordinal, script, divergence.get()));
        }
        println("Alone, this script does not fail.");
        return 0;
    }

    private int report(Plan plan, Stand stand, ModelRun.Failed failed) {
        println("Merchant %d, step %d of %d: %s"
                .formatted(
                        failed.merchant(),
                        failed.divergence().step() + 1,
                        failed.script().size(),
                        failed.divergence().told()));
        println(Finding.of(failed, stand::quietMerchant).toString());
        println("Repeated by: " + plan.repeatedBy(failed.merchant()));
        return 1;
    }

    private void println(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
