package dev.millrace.lane;

import dev.millrace.domain.model.Order;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.Head;
import dev.millrace.lane.AppendOutcome.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory that keeps the protocol honestly: one writer per head, all or nothing, keys and constraints, and
 * backends that may outlive their connection. It can be restored to any commit of its past.
 */
final class FakeDatabase {
    static final String HISTORY = "abcdefghij";

    /** What an append would leave: nothing counts before it is committed. */
    record Written(AppendOutcome outcome, Map<Integer, FakeTables> tables) {
        static Written nothing(AppendOutcome outcome) {
            return new Written(outcome, Map.of());
        }
    }

    /** Is told what the database did. */
    interface Observer {
        Observer NOBODY = new Observer() {};

        /** A batch is committed by a backend, whose client may be gone. */
        default void committed(FakeBackend backend, Map<Integer, FakeTables> tables) {}

        /** The standby may not have what was just committed. */
        default void committedHereOnly() {}

        /** A backend waited too long for a head. */
        default void lockTimedOut() {}

        /** A backend was ended while it was at work. */
        default void endedAtWork() {}

        /** Somebody noticed that it was set back. */
        default void historiesBegun() {}

        /** A backend was ended when it had committed and waited for the standby. */
        default void endedInItsWait() {}
    }

    private final TestWorld world;
    private final HeadLocks locks;
    private final Map<Integer, FakeTables> merchants = new TreeMap<>();
    private final Map<String, FakeBackend> backends = new LinkedHashMap<>();
    private final List<Map<Integer, FakeTables>> commits = new ArrayList<>();
    private int backendsMade;
    private int timeline;
    private int historiesBegun;

    /** How many commits a synchronous standby has for sure. */
    private int commitsReplicated;

    /** An order that the database refuses to write, for its data. */
    Predicate<Order> unwritable = _ -> false;

    /** Merchants whose rows cannot be understood. */
    final Map<Integer, Throwable> broken = new HashMap<>();

    Observer observer = Observer.NOBODY;

    FakeDatabase(TestWorld world) {
        this.world = world;
        this.locks = new HeadLocks(world);
    }

    FakeTables create(int merchantId) {
        FakeTables tables = new FakeTables(HISTORY);
        merchants.put(merchantId, tables);
        return tables;
    }

    @Nullable
    FakeTables find(int merchantId) {
        return merchants.get(merchantId);
    }

    Map<Integer, FakeTables> merchants() {
        return merchants;
    }

    HeadLocks locks() {
        return locks;
    }

    /** How often it was restored to an earlier point. */
    int timeline() {
        return timeline;
    }

    /** Backends that are there, oldest first. */
    List<FakeBackend> backends() {
        return List.copyOf(backends.values());
    }

    FakeBackend connect(FakeSession client, Conduct conduct) {
        FakeBackend backend = new FakeBackend("backend-" + ++backendsMade, this, client, world, conduct);
        backends.put(backend.name(), backend);
        return backend;
    }

    @Nullable
    FakeBackend backend(String name) {
        return backends.get(name);
    }

    void gone(FakeBackend backend) {
        backends.remove(backend.name());
    }

    Map<Integer, Head> heads(Iterable<Integer> merchantIds) {
        Map<Integer, Head> heads = new TreeMap<>();
        merchantIds.forEach(id -> {
            FakeTables tables = merchants.get(id);
            if (tables != null) {
                heads.put(id, tables.head);
            }
        });
        return heads;
    }

    Map<Integer, LoadedMerchant> load(Map<Integer, LoadRequest> requests) {
        Map<Integer, LoadedMerchant> loaded = new HashMap<>();
        requests.forEach((merchantId, request) -> loaded.put(merchantId, load(merchantId, request)));
        return loaded;
    }

    private LoadedMerchant load(int merchantId, LoadRequest request) {
        FakeTables tables = merchants.get(merchantId);
        Throwable unreadable = broken.get(merchantId);
        if (unreadable != null) {
            return new LoadedMerchant.Broken(unreadable);
        }
        return tables == null
                ? new LoadedMerchant.Broken(new IllegalStateException("merchant " + merchantId + " has no head"))
                : tables.load(request);
    }

    /** Compares all heads, then writes; whoever calls has them locked. */
    Written write(AppendRequest request) {
        Map<Integer, Position> elsewhere = new TreeMap<>();
        for (AppendRequest.OfMerchant part : request.merchants()) {
            FakeTables tables = merchants.get(part.merchantId());
            if (tables == null) {
                return Written.nothing(
                        new AppendOutcome.BadData(new IllegalStateException("no head of " + part.merchantId())));
            }
            Head head = tables.head;
            if (head.number() != part.expected().number()
                    || !head.batchId().equals(part.expected().batchId())) {
                elsewhere.put(part.merchantId(), new Position(head.number(), head.batchId()));
            }
        }
        return elsewhere.isEmpty()
                ? writeAll(request)
                : Written.nothing(new AppendOutcome.Elsewhere(new HashMap<>(elsewhere)));
    }

    /** @param replicated whether the commit waited for the standby, which then has all before it as well */
    void commit(FakeBackend backend, Map<Integer, FakeTables> written, boolean replicated) {
        if (!written.isEmpty()) {
            merchants.putAll(written);
            commits.add(Map.copyOf(merchants));
            observer.committed(backend, written);
        }
        if (replicated) {
            commitsReplicated = commits.size();
        } else if (!written.isEmpty()) {
            observer.committedHereOnly();
        }
    }

    /** Commits that nobody waited for: a failover to the standby may lose them. */
    int commitsNotReplicated() {
        return commits.size() - commitsReplicated;
    }

    /** Commits that could be lost by a restore. */
    int commitCount() {
        return commits.size();
    }

    /**
     * Every backend is gone, and of the last commits nothing is left; later ones use their numbers again.
     *
     * @param history the new id of every journal, or null where nobody noticed
     */
    void restore(int commitsLost, @Nullable String history) {
        backends().forEach(FakeBackend::vanish);
        timeline++;
        int left = commits.size() - commitsLost;
        commits.subList(left, commits.size()).clear();
        Map<Integer, FakeTables> past = commits.getLast();
        merchants.replaceAll((merchantId, _) -> {
            FakeTables tables = Objects.requireNonNull(past.get(merchantId)).copy();
            if (history != null) {
                tables.renamed(history);
            }
            return tables;
        });
        commits.set(left - 1, Map.copyOf(merchants));
        commitsReplicated = left;
    }

    /** The server dies and is there again: what is committed stays. */
    void crash() {
        backends().forEach(FakeBackend::die);
    }

    /** Whether heads that somebody saw are no part of what stands here in the same history. */
    boolean isSetBack(Map<Integer, Head> seen) {
        return seen.entrySet().stream().anyMatch(entry -> {
            FakeTables tables = merchants.get(entry.getKey());
            return tables == null || tables.isSetBackBehind(entry.getValue());
        });
    }

    /** Every journal begins a new history, in one commit. */
    void beginHistories() {
        String history = "renewed-" + ++historiesBegun;
        merchants.replaceAll((_, tables) -> {
            FakeTables renewed = tables.copy();
            renewed.begin(history, world.nextId());
            return renewed;
        });
        commits.add(Map.copyOf(merchants));
        commitsReplicated = commits.size();
        observer.historiesBegun();
    }

    private Written writeAll(AppendRequest request) {
        Map<Integer, FakeTables> written = new TreeMap<>();
        for (AppendRequest.OfMerchant part : request.merchants()) {
            FakeTables tables = Objects.requireNonNull(merchants.get(part.merchantId()));
            if (tables.hasKeyOf(part)) {
                return Written.nothing(new AppendOutcome.KeyTaken(new IllegalStateException("key taken")));
            }
            for (Change.OrderPut put : part.changes().newOrders()) {
                if (unwritable.test(put.order())) {
                    return Written.nothing(new AppendOutcome.BadData(new IllegalArgumentException("unwritable")));
                }
            }
            if (part.events() != null) {
                FakeTables after = tables.copy();
                try {
                    after.write(request.batchId(), part);
                } catch (AssertionError | NullPointerException broken) {
                    return Written.nothing(new AppendOutcome.BadData(broken));
                }
                written.put(part.merchantId(), after);
            }
        }
        return new Written(new AppendOutcome.Written(), written);
    }
}
