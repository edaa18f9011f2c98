package dev.millrace.attack.nemesis;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** An attack on a rig: shoppers come and go, faults strike, and in the end everything that was told is checked. */
final class Siege implements AutoCloseable {
    private final Rig rig;
    private final Ledger ledger = new Ledger();
    private final Market market;
    private final Comeback comeback;
    private final Random random;
    private final Shoppers shoppers;

    private Siege(Rig rig, long seed, int wishesPerSecond) {
        this.rig = rig;
        this.random = new Random(seed);
        this.market = Market.open(rig);
        this.comeback = new Comeback(rig, market, ledger);
        this.shoppers = Shoppers.send(market, ledger, random, wishesPerSecond);
    }

    /** Begins with shoppers and no fault. */
    static Siege of(Rig rig, long seed, int wishesPerSecond) {
        return new Siege(rig, seed, wishesPerSecond);
    }

    Ledger ledger() {
        return ledger;
    }

    Random random() {
        return random;
    }

    /**
     * Lets a fault strike and waits until everything works again.
     *
     * @return how long that took
     * @throws IllegalStateException if it took too long
     */
    Duration endure(Fault fault) throws Exception {
        Injury injury = fault.strike(rig, random);
        long began = System.nanoTime();
        if (injury.lasts()) {
            injury.cure().apply();
        }
        comeback.await(fault.limit(rig.timeouts()));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (!injury.lasts()) {
            injury.cure().apply();
            comeback.await(fault.limit(rig.timeouts()));
        }
        rig.proxy().heal();
        return took;
    }

    /** The same, and prints how long it took. */
    void endureAndTell(Fault fault) throws Exception {
        Duration took = endure(fault);
        System.out.printf(
                "%-24s back after %5.2f s (limit %d s)%n",
                fault, took.toMillis() / 1e3, fault.limit(rig.timeouts()).toSeconds());
    }

    /** Sends the shoppers home and checks everything. What is wrong, or nothing. */
    List<String> end() throws Exception {
        shoppers.close();
        rig.proxy().heal();
        new Verdict(rig, market, ledger).reach();
        return ledger.violations();
    }

    @Override
    public void close() {
        shoppers.close();
    }
}
