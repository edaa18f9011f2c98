package dev.millrace.domain.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** The oldest waiting lines of one product, as far as they are known: always a gapless beginning of the queue. */
final class BackorderQueue {
    private record Position(long journalNumber, int line) {}

    private static final Comparator<Position> OLDEST_FIRST =
            Comparator.comparingLong(Position::journalNumber).thenComparingInt(Position::line);

    private final TreeMap<Position, BackorderLine> oldest = new TreeMap<>(OLDEST_FIRST);
    private final boolean complete;

    /** @param complete whether these are all that wait, so that whatever comes later is known as well */
    BackorderQueue(List<BackorderLine> oldest, boolean complete) {
        for (BackorderLine waiting : oldest) {
            this.oldest.put(new Position(waiting.journalNumber(), waiting.line()), waiting);
        }
        this.complete = complete;
    }

    /** Whether the oldest {@code lines} are known, or all if there are fewer. */
    boolean knowsOldest(int lines) {
        return complete || oldest.size() >= lines;
    }

    List<BackorderLine> oldest(int lines) {
        List<BackorderLine> first = new ArrayList<>(Math.min(lines, oldest.size()));
        for (BackorderLine waiting : oldest.values()) {
            if (first.size() == lines) {
                break;
            }
            first.add(waiting);
        }
        return first;
    }

    void add(int productKey, long journalNumber, int line, UUID orderId, long quantity) {
        if (complete) {
            oldest.put(
                    new Position(journalNumber, line),
                    new BackorderLine(productKey, journalNumber, line, orderId, quantity));
        }
    }

    /** A line further back than what is known is not looked for. */
    void left(long journalNumber, int line, long quantityLeft) {
        Position position = new Position(journalNumber, line);
        if (quantityLeft == 0) {
            oldest.remove(position);
        } else {
            oldest.computeIfPresent(
                    position,
                    (_, waiting) -> new BackorderLine(
                            waiting.productKey(), journalNumber, line, waiting.orderId(), quantityLeft));
        }
    }

    int size() {
        return oldest.size();
    }
}
