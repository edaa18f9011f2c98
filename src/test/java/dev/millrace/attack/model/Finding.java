package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A failure, made short: each try is a fresh merchant of the same running service. What fails only sometimes is tried
 * several times, and what does not fail alone is tried beside others that do the same.
 */
final class Finding {
    private static final int TRIES_MAX = 1_500;
    private static final int REPEATS = 6;
    private static final int NEIGHBOURS = 4;

    private final Supplier<Service> freshMerchants;
    private final List<String> log = new ArrayList<>();
    private List<Step> shortest;
    private int together = 1;
    private int repeats = 1;

    private Finding(Supplier<Service> freshMerchants, List<Step> failing) {
        this.freshMerchants = freshMerchants;
        this.shortest = failing;
    }

    /** Shrinks a script that failed. */
    static Finding of(ModelRun.Failed failed, Supplier<Service> freshMerchants) {
        List<Step> untilThen = failed.script()
                .subList(
                        0,
                        Math.min(failed.divergence().step() + 1, failed.script().size()));
        Finding finding = new Finding(freshMerchants, List.copyOf(untilThen));
        finding.shrink();
        return finding;
    }

    private void shrink() {
        int failures = failures(shortest);
        if (failures == 0) {
            together = NEIGHBOURS;
            failures = failures(shortest);
        }
        if (failures == 0) {
            log.add("It did not fail again in " + 2 * REPEATS + " tries, so this is the whole list, not a short one.");
            return;
        }
        repeats = failures == REPEATS ? 1 : REPEATS;
        shortest = new Shrinker<Step>(this::fails, Step::simpler, TRIES_MAX).shrink(shortest);
        tell();
    }

    private int failures(List<Step> script) {
        return (int) IntStream.range(0, REPEATS).filter(_ -> failsOnce(script)).count();
    }

    private boolean fails(List<Step> script) {
        return IntStream.range(0, repeats).anyMatch(_ -> failsOnce(script));
    }

    private boolean failsOnce(List<Step> script) {
        return IntStream.range(0, together)
                .mapToObj(_ -> new Trial(freshMerchants.get(), new Seen(), _ -> {}))
                .toList()
                .parallelStream()
                .anyMatch(trial -> trial.run(script).isPresent());
    }

    /** Carries the shortest list out once more and notes what is said. */
    private void tell() {
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            List<String> said = new ArrayList<>();
            Optional<Divergence> divergence =
                    new Trial(freshMerchants.get(), new Seen(), what -> said.add(what.get())).run(shortest);
            if (divergence.isPresent() || together > 1) {
                log.addAll(said);
                divergence.ifPresent(found -> log.add(found.told()));
                return;
            }
        }
    }

    List<Step> shortest() {
        return shortest;
    }

    /** For people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("The shortest list of steps that still fails has " + shortest.size());
        text.append(together == 1 ? "" : ", carried out for " + together + " merchants at once");
        text.append(repeats == 1 ? ":" : "; it does not fail every time:");
        log.forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }
}
