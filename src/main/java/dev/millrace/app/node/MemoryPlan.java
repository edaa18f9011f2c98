package dev.millrace.app.node;

import dev.millrace.app.config.MillraceConfig;
import dev.millrace.config.Heap;
import dev.millrace.http.ApiConfig;
import dev.millrace.lane.LaneConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the limits allow to be kept on the heap at the same time, each of them used up. Sizes are those of what is
 * usual, measured or counted, about.
 */
public record MemoryPlan(List<Part> parts) {
    private static final int KIBIBYTE = 1_024;
    private static final long MEBIBYTE = 1_024L * KIBIBYTE;

    /** Classes and tables of our own and of the libraries, with nothing to do. */
    private static final long PROGRAM_BYTES = 40 * MEBIBYTE;
    /** A body is there as bytes and as the command that was read from it. */
    private static final int COPIES_OF_A_BODY = 2;
    /** What is read is there as it came, as text, as bytes and as the answer. */
    private static final int COPIES_OF_A_PAGE = 4;
    /** A batch in flight and the one that gathers behind it. */
    private static final int BATCHES_OF_A_LANE = 2;

    private static final int WAITER_BYTES = 2 * KIBIBYTE;
    private static final int STATEMENT_BYTES = 512;
    private static final int KEY_BYTES = 320;
    private static final int LIMIT_HOLDER_BYTES = 200;
    private static final int SUPPLIER_BYTES = 768;
    private static final int SUPPLIER_HEALTH_BYTES = 256;
    private static final int QUESTION_BYTES = 256;
    private static final int LARGEST = 3;

    /**
     * What one limit allows.
     *
     * @param limit the settings that bound it
     * @param count how many there may be
     * @param bytesEach what one takes
     */
    public record Part(String limit, long count, long bytesEach) {
        public long bytes() {
            return count * bytesEach;
        }
    }

    public MemoryPlan {
        parts = List.copyOf(parts);
    }

    /** Of a server that is set so. */
    public static MemoryPlan of(MillraceConfig config) {
        int loops = config.api().listener().eventLoops();
        return new MemoryPlan(List.of(
                new Part("the program itself", 1, PROGRAM_BYTES),
                new Part("api.connections_max", config.api().listener().connectionsMax(), ApiConfig.CONNECTION_BYTES),
                new Part("memory.heads_bytes_max", 1, config.memory().headsBytesMax()),
                new Part(
                        "memory.bodies_bytes_max",
                        COPIES_OF_A_BODY,
                        config.memory().bodiesBytesMax()),
                new Part(
                        "feed.events_bytes_max",
                        (long) COPIES_OF_A_PAGE * config.database().readConnections(),
                        config.feed().eventsBytesMax()),
                new Part(
                        "feed.projection_bytes_max",
                        COPIES_OF_A_PAGE,
                        config.feed().projectionBytesMax()),
                new Part(
                        "feed.waiters_max",
                        Math.min(
                                config.feed().waitersMax(),
                                config.api().listener().connectionsMax()),
                        WAITER_BYTES),
                new Part(
                        "lane.batch_bytes_max",
                        (long) BATCHES_OF_A_LANE * config.lane().lanes(),
                        config.lane().batches().batchBytesMax()),
                new Part(
                        "lane.recent_outcomes_bytes_max",
                        1,
                        config.lane().memory().recentOutcomesBytesMax()),
                new Part(
                        "lane.state_entries_max",
                        config.lane().memory().stateEntriesMax(),
                        LaneConfig.STATE_ENTRY_BYTES),
                new Part("lane.seen_heads_max", config.lane().memory().seenHeadsMax(), LaneConfig.SEEN_HEAD_BYTES),
                new Part("database.read_queue_max", 2L * config.database().readQueueMax(), STATEMENT_BYTES),
                new Part(
                        "access.cache_entries_max",
                        (long) loops * config.access().cacheEntriesMax(),
                        KEY_BYTES),
                new Part(
                        "access.limit_holders_max",
                        (long) (config.keyLimits().kinds()
                                        + config.merchantLimits().kinds())
                                * config.access().limitHoldersMax(),
                        LIMIT_HOLDER_BYTES),
                new Part(
                        "dispatcher.settings_max",
                        config.dispatcher().settings().settingsMax(),
                        SUPPLIER_BYTES),
                new Part(
                        "dispatcher.suppliers_max", config.dispatcher().memory().suppliersMax(), SUPPLIER_HEALTH_BYTES),
                new Part(
                        "dispatcher.questions_max", config.dispatcher().memory().questionsMax(), QUESTION_BYTES),
                new Part(
                        "suppliers.answer_bytes_max",
                        config.dispatcher().concurrency().exchangesMax(),
                        config.suppliers().answerBytesMax())));
    }

    /** All of it. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** What to tell an operator whose heap is smaller than that; null if it is not. */
    public @Nullable String shortage(Heap heap) {
        if (bytes() <= heap.bytes()) {
            return null;
        }
        String largest = parts.stream()
                .sorted(Comparator.comparingLong(Part::bytes).reversed())
                .limit(LARGEST)
                .map(part -> part.limit + " " + mebibytes(part.bytes()))
                .collect(Collectors.joining(", "));
        return "The limits allow " + mebibytes(bytes()) + " to be kept together, and the heap may grow to "
                + mebibytes(heap.bytes()) + ". Raise -Xmx or lower limits; the largest are " + largest;
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%d MiB", Math.ceilDiv(bytes, MEBIBYTE));
    }
}
