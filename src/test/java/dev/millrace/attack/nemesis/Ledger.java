package dev.millrace.attack.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that servers told, kept where no fault reaches it. */
final class Ledger {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final List<Entry> placed = new ArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder notExecuted = new LongAdder();
    private final LongAdder retried = new LongAdder();

    Entry of(Wish wish) {
        return entries.computeIfAbsent(wish.name(), _ -> new Entry(wish));
    }

    void note(Entry entry, Told told) {
        boolean first = entry.decided() == null;
        String wrong = entry.heard(told);
        if (wrong != null) {
            violation(entry.wish().name() + ": " + wrong);
        }
        switch (told) {
            case Told.Decided(int status, var _) -> {
                if (first && status == 201) {
                    remember(entry);
                }
            }
            case Told.NotExecuted _ -> notExecuted.increment();
            case Told.Unknown _ -> unknown.increment();
            case Told.Wrong _ -> {
                // It is a violation already.
            }
        }
    }

    private void remember(Entry entry) {
        synchronized (placed) {
            placed.add(entry);
        }
    }

    /** An order that was acknowledged earlier, if there is any. */
    @Nullable
    Entry anyPlaced(Random random) {
        synchronized (placed) {
            return placed.isEmpty() ? null : placed.get(random.nextInt(placed.size()));
        }
    }

    void retrying() {
        retried.increment();
    }

    void violation(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    Stream<Entry> entries() {
        return entries.values().stream();
    }

    /** Entries of one sort of which an outcome is known. */
    List<Entry> decided(int shop, Wish.Kind kind) {
        return entries()
                .filter(entry -> entry.wish().shop() == shop && entry.wish().kind() == kind)
                .filter(entry -> entry.decided() != null)
                .toList();
    }

    List<Entry> unknown() {
        return entries().filter(Entry::isUnknown).toList();
    }

    List<Entry> notExecuted() {
        return entries().filter(Entry::isNotExecuted).toList();
    }

    long answersWithoutOutcome() {
        return unknown.sum() + notExecuted.sum();
    }

    long acknowledged() {
        return entries().filter(entry -> entry.decided() != null).count();
    }

    /** Figures for people: wishes by what is known of them now, answers by what they were. */
    String summary() {
        return "%,d acknowledged; answers without an outcome: %,d unknown, %,d not_executed; %,d retried"
                .formatted(acknowledged(), unknown.sum(), notExecuted.sum(), retried.sum());
    }
}
