package dev.millrace.lane;

import dev.millrace.config.Expect;
import dev.millrace.config.Heap;
import java.time.Duration;

/**
 * The lanes and their limits. The settings of its parts stand in one section.
 *
 * @param lanes how many; each has one connection to the database, and a merchant always uses the same one
 */
public record LaneConfig(int lanes, Batches batches, Queues queues, Timeouts timeouts, Memory memory) {
    /** What is kept of one product with its stock takes of the heap, about. */
    public static final int STATE_ENTRY_BYTES = 600;

    /** What is kept of one head that was seen, about. */
    public static final int SEEN_HEAD_BYTES = 200;

    public LaneConfig {
        Expect.positive("lanes", lanes);
        Expect.atLeast("seen_heads_max", memory.seenHeadsMax(), "lanes", lanes);
    }

    /**
     * What a batch may have.
     *
     * @param batchCommandsMax commands of a batch
     * @param batchLinesMax lines of all commands of a batch together
     * @param batchBytesMax size of what a batch appends, about
     */
    public record Batches(int batchCommandsMax, int batchLinesMax, int batchBytesMax) {
        public Batches {
            Expect.positive("batch_commands_max", batchCommandsMax);
            Expect.positive("batch_lines_max", batchLinesMax);
            Expect.positive("batch_bytes_max", batchBytesMax);
        }
    }

    /**
     * What may wait.
     *
     * @param queueCommandsMax commands that may wait for a lane
     * @param merchantQueueCommandsMax commands of one merchant that may wait; never more than are left free
     */
    public record Queues(int queueCommandsMax, int merchantQueueCommandsMax) {
        public Queues {
            Expect.positive("queue_commands_max", queueCommandsMax);
            Expect.between("merchant_queue_commands_max", merchantQueueCommandsMax, 1, queueCommandsMax);
        }
    }

    /**
     * How long things may take.
     *
     * @param appendTimeout without an answer for so long, a connection is given up and the outcome is looked up on a new one
     * @param reconnectDelayMax between two attempts to reach the database; the first follow faster
     * @param drainTimeout what a lane that goes down may take to commit what it accepted
     */
    public record Timeouts(Duration appendTimeout, Duration reconnectDelayMax, Duration drainTimeout) {
        public Timeouts {
            Expect.positive("append_timeout", appendTimeout);
            Expect.positive("reconnect_delay_max", reconnectDelayMax);
            Expect.positive("drain_timeout", drainTimeout);
        }
    }

    /**
     * What is kept in memory.
     *
     * @param recentOutcomesMax outcomes kept in memory, of all lanes, to answer repetitions at once
     * @param recentOutcomesBytesMax what these may take in memory, of all lanes, about
     * @param stateEntriesMax what is kept in memory of the merchants, of all lanes: products with their stock, names that no
     *     product has, suppliers, orders and waiting lines, each counted as one
     * @param stateUnknownSkusMax SKUs known not to exist that are kept in memory, per merchant
     * @param seenHeadsMax heads kept in memory over reconnects, of all lanes, one for each merchant, to notice a database that was
     *     set back; of merchants beyond that nothing is noticed
     */
    public record Memory(
            int recentOutcomesMax,
            int recentOutcomesBytesMax,
            int stateEntriesMax,
            int stateUnknownSkusMax,
            int seenHeadsMax) {
        public Memory {
            Expect.notNegative("recent_outcomes_max", recentOutcomesMax);
            Expect.notNegative("recent_outcomes_bytes_max", recentOutcomesBytesMax);
            Expect.positive("state_entries_max", stateEntriesMax);
            Expect.positive("state_unknown_skus_max", stateUnknownSkusMax);
        }
    }

    public static LaneConfig defaults() {
        return defaults(Heap.ofThisJvm());
    }

    /** @param heap how large it may grow bounds what is remembered */
    public static LaneConfig defaults(Heap heap) {
        return new LaneConfig(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                new Batches(512, 8_192, 4 * 1_024 * 1_024),
                new Queues(8_192, 4_096),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(20)),
                new Memory(
                        100_000,
                        heap.part(16, 1_024 * 1_024, 64 * 1_024 * 1_024),
                        heap.fit(6, STATE_ENTRY_BYTES, 10_000, 500_000),
                        10_000,
                        heap.fit(40, SEEN_HEAD_BYTES, 10_000, 50_000)));
    }
}
