package dev.millrace.lane;

import dev.millrace.lane.FakeSession.Kind;
import java.util.Random;

/**
 * What goes wrong in one simulation: every fault has a rate of its own, which is nothing in some seeds and a lot in others,
 * so that each also meets the others in small company.
 */
final class Chaos implements Conduct {
    /** What the server's own keepalive and transaction timeouts take to free what hangs, if nobody ends it. */
    private static final long STUCK_MILLIS = 25_000;

    private final Random random;
    private final Trace trace;
    private final double lostBefore;
    private final double lostAtWork;
    private final double lostAfter;
    private final double silent;
    private final double failed;
    private final double warned;
    private final double notConnected;
    private final double death;
    private final double slow;
    private final double lateMillis;
    private boolean calm = true;
    private boolean down;

    Chaos(Random random, Trace trace) {
        this.random = random;
        this.trace = trace;
        this.lostBefore = rate(0.03);
        this.lostAtWork = rate(0.06);
        this.lostAfter = rate(0.05);
        this.silent = rate(0.02);
        this.failed = rate(0.03);
        this.warned = rate(0.03);
        this.notConnected = rate(0.3);
        this.death = rate(0.004);
        this.slow = rate(0.3);
        this.lateMillis = 1 + random.nextInt(random.nextBoolean() ? 50 : 4_000);
    }

    /** From now on things go wrong, or nothing does. */
    void calm(boolean nothingGoesWrong) {
        calm = nothingGoesWrong;
    }

    /** Whether the server can be reached at all. */
    void down(boolean isDown) {
        down = isDown;
    }

    boolean isDown() {
        return down;
    }

    /** Whether a node dies before its next step. */
    boolean kills() {
        return happens(death);
    }

    @Override
    public Fate fate(Kind kind) {
        if (calm) {
            return Fate.FINE;
        }
        double chance = random.nextDouble() * (kind == Kind.APPEND ? 1 : 3);
        if ((chance -= lostBefore) < 0) {
            return seen(Sight.LOST_BEFORE, Fate.LOST_BEFORE);
        } else if ((chance -= lostAtWork) < 0) {
            return seen(Sight.LOST_AT_WORK, Fate.LOST_AT_WORK);
        } else if ((chance -= lostAfter) < 0) {
            return seen(Sight.LOST_AFTER, Fate.LOST_AFTER);
        } else if ((chance -= silent) < 0) {
            return seen(Sight.SILENT, Fate.SILENT);
        } else if ((chance -= failed) < 0) {
            return Fate.FAILED;
        }
        return kind == Kind.APPEND && chance - warned < 0 ? Fate.WARNED : Fate.FINE;
    }

    @Override
    public Welcome welcome() {
        if (down || happens(notConnected)) {
            trace.see(Sight.NOT_CONNECTED);
            return !down && random.nextInt(8) == 0 ? Welcome.NEVER : Welcome.REFUSED;
        }
        return Welcome.OPEN;
    }

    @Override
    public long connectMillis() {
        return random.nextInt(4);
    }

    @Override
    public long takeUpMillis(Fate fate) {
        return isLate(fate) && random.nextBoolean() ? late() : delay();
    }

    @Override
    public long commitMillis(Fate fate) {
        if (isLate(fate) && random.nextInt(12) == 0) {
            return STUCK_MILLIS;
        }
        return isLate(fate) ? late() : delay();
    }

    @Override
    public long standbyMillis(Fate fate) {
        return isLate(fate) && random.nextInt(3) == 0 ? late() : happens(slow) ? random.nextInt(20) : 0;
    }

    @Override
    public long answerMillis() {
        return delay();
    }

    @Override
    public long breakMillis() {
        return calm ? random.nextInt(3) : random.nextInt(random.nextInt(8) == 0 ? 300 : 8);
    }

    @Override
    public long noticeMillis() {
        return calm ? random.nextInt(3) : random.nextInt(random.nextInt(4) == 0 ? 2_500 : 20);
    }

    @Override
    public boolean finishesForNobody() {
        return random.nextInt(4) > 0;
    }

    @Override
    public long dyingMillis() {
        return calm ? random.nextInt(3) : random.nextInt(random.nextInt(5) == 0 ? 6_000 : 30);
    }

    @Override
    public int looksForGone() {
        return calm ? 40 : random.nextInt(40);
    }

    private static boolean isLate(Fate fate) {
        return fate == Fate.LOST_AT_WORK || fate == Fate.SILENT;
    }

    private long late() {
        return (long) (random.nextDouble() * lateMillis);
    }

    private long delay() {
        return happens(slow) ? random.nextInt(40) : random.nextInt(3);
    }

    private Fate seen(Sight sight, Fate fate) {
        trace.see(sight);
        return fate;
    }

    private boolean happens(double rate) {
        return !calm && random.nextDouble() < rate;
    }

    /** Nothing, a little, or as much as is bearable. */
    private double rate(double most) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1, 2 -> most / 4;
            default -> most;
        };
    }
}
