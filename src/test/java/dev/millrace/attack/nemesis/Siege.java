package dev.millrace.attack.nemesis;

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
    Back endure(Fault fault) throws Exception {
        Injury injury = fault.strike(rig, random);
        long began = System.nanoTime();
        if (injury.lasts()) {
            injury.cure().apply();
        }
        Back back = comeback.await(began, fault.limit());
        if (!injury.lasts()) {
            injury.cure().apply();
            comeback.await(System.nanoTime(), fault.limit());
        }
        rig.proxy().heal();
        return back;
    }

    /** Waits until everything works, after something that is no {@link Fault}. */
    Back awaitBack(Limit limit) throws InterruptedException {
        return comeback.await(System.nanoTime(), limit);
    }

    /** The same as {@link #endure}, and prints how long it took. */
    void endureAndTell(Fault fault) throws Exception {
        System.out.println(line(fault, endure(fault)));
    }

    /** For people. */
    String line(Fault fault, Back back) {
        return "%-24s %s (limit %d s)"
                .formatted(fault, back, fault.limit().of(rig.timeouts()).toSeconds());
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
