package dev.millrace.domain.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is known of the lines that wait, by product: the oldest ones, or all. */
final class KnownQueues {
    private final Map<Integer, BackorderQueue> byProduct = new HashMap<>();

    /** Whether the oldest {@code lines} of a product are known, or all if there are fewer. */
    boolean knowsOldest(int productKey, int lines) {
        BackorderQueue queue = byProduct.get(productKey);
        return queue != null && queue.knowsOldest(lines);
    }

    List<BackorderLine> oldest(int productKey, int lines) {
        BackorderQueue queue = byProduct.get(productKey);
        return queue == null ? List.of() : queue.oldest(lines);
    }

    /** How many lines are known. */
    int size() {
        int lines = 0;
        for (BackorderQueue queue : byProduct.values()) {
            lines += queue.size();
        }
        return lines;
    }

    void learn(Needs needs, Loaded loaded) {
        Map<Integer, List<BackorderLine>> waiting =
                loaded.backorders().stream().collect(Collectors.groupingBy(BackorderLine::productKey));
        needs.oldestBackorders().forEach((product, lines) -> {
            List<BackorderLine> oldest = waiting.getOrDefault(product, List.of());
            byProduct.put(product, new BackorderQueue(oldest, oldest.size() < lines));
        });
    }

    void add(int productKey, long journalNumber, int line, UUID orderId, long quantity) {
        BackorderQueue queue = byProduct.get(productKey);
        if (queue != null) {
            queue.add(productKey, journalNumber, line, orderId, quantity);
        }
    }

    /** So many units of a line wait still. */
    void left(int productKey, long journalNumber, int line, long left) {
        BackorderQueue queue = byProduct.get(productKey);
        if (queue != null) {
            queue.left(journalNumber, line, left);
        }
    }

    void clear() {
        byProduct.clear();
    }
}
