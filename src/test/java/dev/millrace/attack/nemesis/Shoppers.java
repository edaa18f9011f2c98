package dev.millrace.attack.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A crowd that wishes so many things a second, as long as servers keep up, until it is sent home. */
final class Shoppers implements AutoCloseable {
    private static final int SHOPPERS = 48;
    private static final int TICKS_PER_SECOND = 50;
    private static final long HOME_SECONDS_MAX = 60;

    private final Ledger ledger;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private final Semaphore turns = new Semaphore(0);
    private final List<Future<?>> crowd = new ArrayList<>();
    private @Nullable Future<?> bell;
    private volatile boolean open = true;

    private Shoppers(Ledger ledger) {
        this.ledger = ledger;
    }

    static Shoppers send(Market market, Ledger ledger, Random seeds, int perSecond) {
        Shoppers shoppers = new Shoppers(ledger);
        for (int number = 0; number < SHOPPERS; number++) {
            Shopper shopper = new Shopper("s" + number, market, ledger, seeds.nextLong(), shoppers.threads);
            shoppers.crowd.add(shoppers.threads.submit(() -> shoppers.stroll(shopper)));
        }
        int perTick = Math.max(1, perSecond / TICKS_PER_SECOND);
        shoppers.bell = shoppers.clock.scheduleAtFixedRate(
                () -> shoppers.letIn(perTick), 0, 1_000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
        return shoppers;
    }

    /** What could not be wished in time is not made up for. */
    private void letIn(int turnsMore) {
        turns.drainPermits();
        turns.release(turnsMore);
    }

    private @Nullable Object stroll(Shopper shopper) throws InterruptedException {
        while (open) {
            if (turns.tryAcquire(1, TimeUnit.SECONDS)) {
                shopper.wishOnce();
            }
        }
        return null;
    }

    /** Returns when everybody has heard the last answer. */
    @Override
    public void close() {
        open = false;
        for (Future<?> shopper : crowd) {
            try {
                shopper.get(HOME_SECONDS_MAX, TimeUnit.SECONDS);
            } catch (Exception e) {
                ledger.violation("a shopper failed: " + e);
            }
        }
        crowd.clear();
        if (bell != null) {
            bell.cancel(true);
        }
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
