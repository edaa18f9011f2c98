package dev.millrace.lane;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A world in which nothing happens until a test lets it: one thread, and time that only the test moves. */
final class TestWorld {
    private record Timer(long atMillis, long order, Runnable task) {}

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Where jitter falls: as late as it may. */
    static final double LATEST = Math.nextDown(1.0);

    private static final int TASKS_MAX = 100_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::atMillis).thenComparingLong(Timer::order));
    private long nowMillis;
    private long timersMade;
    private long idsMade;

    LaneEnvironment environment() {
        return new LaneEnvironment(
                tasks::add,
                (millis, task) -> timers.add(new Timer(nowMillis + millis, timersMade++, task)),
                () -> START.plusMillis(nowMillis),
                this::nanoTime,
                this::nextId,
                () -> LATEST);
    }

    void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs something in so many milliseconds; 0 is now, behind what is to be run already. */
    void after(long millis, Runnable task) {
        if (millis == 0) {
            tasks.add(task);
        } else {
            timers.add(new Timer(nowMillis + millis, timersMade++, task));
        }
    }

    /** Runs what is to be run now. */
    void run() {
        int left = TASKS_MAX;
        Runnable task = tasks.poll();
        while (task != null) {
            if (left-- == 0) {
                throw new AssertionError("the lane is busy for ever");
            }
            task.run();
            task = tasks.poll();
        }
    }

    /** Lets time pass, with everything that falls due on the way. */
    void advance(long millis) {
        long end = nowMillis + millis;
        run();
        Timer next = timers.peek();
        while (next != null && next.atMillis() <= end) {
            nowMillis = next.atMillis();
            timers.remove();
            next.task().run();
            run();
            next = timers.peek();
        }
        nowMillis = end;
    }

    long nowMillis() {
        return nowMillis;
    }

    Instant now() {
        return START.plusMillis(nowMillis);
    }

    long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }

    /** Timers that are armed. */
    int timers() {
        return timers.size();
    }

    UUID nextId() {
        return new UUID(0x7000, 0x8000_0000_0000_0000L + ++idsMade);
    }
}
