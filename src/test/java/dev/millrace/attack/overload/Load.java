package dev.millrace.attack.overload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A stream of orders over connections of its own: closed, where each connection orders again as soon as it has its answer,
 * or open, where orders arrive by the clock whatever became of the earlier ones. Owned by the generator's thread.
 */
public final class Load {
    private static final double CLOSED = Double.NaN;

    private final Orders orders;
    private double perSecond;
    private long rateSinceNanos;
    private Tally tally = new Tally(System.nanoTime());
    final List<Connection> connections = new ArrayList<>();
    final Deque<Connection> idle = new ArrayDeque<>();
    private long arrived;
    private boolean stopped;

    private Load(Orders orders, double perSecond) {
        this.orders = orders;
        this.perSecond = perSecond;
    }

    public static Load closed(Orders orders) {
        return new Load(orders, CLOSED);
    }

    public static Load open(Orders orders, double perSecond) {
        return new Load(orders, perSecond);
    }

    Orders orders() {
        return orders;
    }

    public Tally tally() {
        return tally;
    }

    /** Its clock begins. */
    void start() {
        rateSinceNanos = System.nanoTime();
        tally = new Tally(rateSinceNanos);
    }

    /** From now on so many arrive, over the same connections. */
    void changeRate(double newPerSecond) {
        perSecond = newPerSecond;
        rateSinceNanos = System.nanoTime();
        arrived = 0;
    }

    /** No further order is sent. */
    void stop() {
        stopped = true;
    }

    boolean isAnswered() {
        return idle.size() == connections.size();
    }

    /** Sends what is due. */
    void sendDue(Generator generator) {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        if (Double.isNaN(perSecond)) {
            for (int free = idle.size(); free > 0; free--) {
                generator.send(idle.remove(), now);
            }
            return;
        }
        long due = 1 + (long) ((now - rateSinceNanos) * perSecond / 1_000_000_000);
        for (; arrived < due; arrived++) {
            Connection free = idle.poll();
            if (free == null) {
                tally.at(now).unsent++;
            } else {
                generator.send(free, rateSinceNanos + (long) (arrived * 1_000_000_000 / perSecond));
            }
        }
    }
}
