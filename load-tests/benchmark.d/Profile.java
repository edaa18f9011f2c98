import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Says where a recording's processor time and allocations went. Usage: {@code java Profile.java RECORDING [ORDERS]}; with
 * the number of orders, bytes are told per order as well.
 */
class Profile {
    private static final int LINES = 45;
    private static final String OURS = "dev.millrace.";

    private final Tally leaves = new Tally();
    private final Tally anywhere = new Tally();
    private final Tally ours = new Tally();
    private final Tally allocatedTypes = new Tally();
    private final Tally allocatingFrames = new Tally();
    private final Tally allocatingOurs = new Tally();
    private final Set<Long> known = new HashSet<>();

    public static void main(String[] arguments) throws Exception {
        Profile profile = new Profile();
        try (RecordingFile recording = new RecordingFile(Path.of(arguments[0]))) {
            while (recording.hasMoreEvents()) {
                profile.add(recording.readEvent());
            }
        }
        profile.print(arguments.length > 1 ? Long.parseLong(arguments[1]) : 0);
    }

    private void add(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        switch (event.getEventType().getName()) {
            // Native methods are not sampled by their processor time, but mostly while they wait.
            case "jdk.CPUTimeSample", "jdk.ExecutionSample" -> {
                if (stack != null) {
                    sample(stack.getFrames(), 1, leaves, anywhere, ours);
                }
            }
            case "jdk.ObjectAllocationSample" -> {
                // The first of a thread stands for all that it allocated before the recording began.
                long weight = known.add(event.getThread().getId()) ? 0 : event.getLong("weight");
                allocatedTypes.add(event.getClass("objectClass").getName(), weight);
                if (stack != null) {
                    sample(stack.getFrames(), weight, allocatingFrames, null, allocatingOurs);
                }
            }
            default -> {}
        }
    }

    private static void sample(List<RecordedFrame> frames, long weight, Tally leaf, Tally inclusive, Tally firstOfOurs) {
        Set<String> seen = new HashSet<>();
        boolean foundOurs = false;
        for (int depth = 0; depth < frames.size(); depth++) {
            String name = name(frames.get(depth));
            if (depth == 0) {
                leaf.add(name, weight);
            }
            if (inclusive != null && name.startsWith(OURS) && seen.add(name)) {
                inclusive.add(name, weight);
            }
            if (!foundOurs && name.startsWith(OURS)) {
                foundOurs = true;
                firstOfOurs.add(name, weight);
            }
        }
        if (!foundOurs) {
            firstOfOurs.add("(none of ours)", weight);
        }
        leaf.total += weight;
        firstOfOurs.total += weight;
        if (inclusive != null) {
            inclusive.total += weight;
        }
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private void print(long orders) {
        leaves.print("Processor time, the method itself", 0);
        ours.print("Processor time, the innermost method of ours", 0);
        anywhere.print("Processor time, a method of ours and all that it calls", 0);
        allocatedTypes.total = allocatingFrames.total;
        allocatedTypes.print("Allocated, by type", orders);
        allocatingFrames.print("Allocated, by method", orders);
        allocatingOurs.print("Allocated, by the innermost method of ours", orders);
    }

    /** Weights by name. */
    private static final class Tally {
        private final Map<String, Long> weights = new HashMap<>();
        private long total;

        void add(String name, long weight) {
            weights.merge(name, weight, Long::sum);
        }

        void print(String title, long orders) {
            System.out.printf("%n%s%s%n", title, orders == 0 ? "" : " (% and bytes per order)");
            ToLongFunction<Map.Entry<String, Long>> weight = Map.Entry::getValue;
            weights.entrySet().stream()
                    .sorted((one, other) -> Long.compare(weight.applyAsLong(other), weight.applyAsLong(one)))
                    .limit(LINES)
                    .forEach(entry -> System.out.printf(
                            "  %5.1f  %s%s%n",
                            100.0 * entry.getValue() / Math.max(1, total),
                            orders == 0 ? "" : "%7d  ".formatted(entry.getValue() / orders),
                            entry.getKey()));
        }
    }
}
