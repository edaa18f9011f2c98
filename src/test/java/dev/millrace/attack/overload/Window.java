package dev.millrace.attack.overload;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Some seconds of a load together. */
public record Window(List<Tally.Second> seconds, int length) {
    /** The same seconds of several loads. */
    static Window together(List<Window> windows) {
        return new Window(
                windows.stream().flatMap(window -> window.seconds().stream()).toList(),
                windows.getFirst().length());
    }

    Samples decided() {
        return samples(second -> second.decided);
    }

    Samples refused() {
        return samples(second -> second.refused);
    }

    Samples invalid() {
        return samples(second -> second.invalid);
    }

    int unknown() {
        return sum(second -> second.unknown);
    }

    int broken() {
        return sum(second -> second.broken);
    }

    int unsent() {
        return sum(second -> second.unsent);
    }

    double decidedPerSecond() {
        return decided().count() / (double) length;
    }

    double answeredPerSecond() {
        return (decided().count() + refused().count() + invalid().count() + unknown() + broken()) / (double) length;
    }

    private Samples samples(Function<Tally.Second, Samples> of) {
        Samples all = new Samples();
        seconds.forEach(second -> all.addAll(of.apply(second)));
        return all;
    }

    private int sum(ToIntFunction<Tally.Second> of) {
        return seconds.stream().mapToInt(of).sum();
    }
}
