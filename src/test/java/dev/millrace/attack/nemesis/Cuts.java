package dev.millrace.attack.nemesis;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Faults of the way between server and database. */
final class Cuts {
    static final String LANE = "millrace-lane";

    private static final long SPRUNG_SECONDS_MAX = 30;
    private static final int ANSWERS_IN_A_ROW = 3;
    private static final long SWIZZLE_PAUSE_MILLIS_MAX = 400;

    private Cuts() {}

    /** The next append is stopped at a moment by the end of its connection. */
    static Injury cut(Rig rig, Moment moment) throws InterruptedException {
        sprung(rig.proxy().lay(moment, Trap.Then.CUT));
        return Injury.over();
    }

    /** It is stopped by silence; what was held goes on its way when the servers have long got over it. */
    static Injury hold(Rig rig, Moment moment) throws InterruptedException {
        sprung(rig.proxy().lay(moment, Trap.Then.HOLD));
        return Injury.withLateComers(rig.proxy()::heal);
    }

    /** The answers of an append, of its second copy and of its third are lost. */
    static Injury cutAnswersInARow(Rig rig) throws InterruptedException {
        List<Trap> traps = new ArrayList<>();
        for (int answer = 0; answer < ANSWERS_IN_A_ROW; answer++) {
            traps.add(rig.proxy().lay(Moment.BEFORE_ANSWER, Trap.Then.CUT));
        }
        for (Trap trap : traps) {
            sprung(trap);
        }
        return Injury.over();
    }

    /** The answer comes late, but in time. */
    static Injury delayAnswer(Rig rig) throws InterruptedException {
        Wire wire = sprung(rig.proxy().lay(Moment.BEFORE_ANSWER, Trap.Then.HOLD));
        LockSupport.parkNanos(rig.timeouts().append().toNanos() / 2);
        wire.open();
        return Injury.over();
    }

    /** The backend of an append that is executed and not committed is ended by an operator. */
    static Injury endBackendInAppend(Rig rig) throws InterruptedException, SQLException {
        Wire wire = sprung(rig.proxy().lay(Moment.BEFORE_SYNC, Trap.Then.HOLD));
        endBackend(rig, wire);
        wire.open();
        return Injury.over();
    }

    /** Those of all lanes are, whatever they do. */
    static Injury endLaneBackends(Rig rig) throws SQLException {
        for (Wire wire : rig.proxy().wires(LANE)) {
            endBackend(rig, wire);
        }
        return Injury.over();
    }

    /** One direction of every connection stands still; new connections are fine. */
    static Injury halfOpen(Rig rig, Direction direction) {
        List<Wire> wires = rig.proxy().hold(direction);
        return Injury.withLateComers(() -> wires.forEach(Wire::open));
    }

    /** Nothing passes, in no direction, and new connections get no further either. */
    static Injury partition(Rig rig, Random random) {
        rig.proxy().darken(Direction.values());
        long nanos = (long) (rig.timeouts().append().toNanos() * (0.2 + 1.5 * random.nextDouble()));
        LockSupport.parkNanos(nanos);
        return Injury.untilCured(rig.proxy()::heal);
    }

    /** Connections are held one after another, each in some direction, and let go in another order. */
    static Injury swizzle(Rig rig, Random random) {
        List<Wire> wires = new ArrayList<>(rig.proxy().wires());
        Collections.shuffle(wires, random);
        for (Wire wire : wires) {
            wire.gate(random.nextBoolean() ? Direction.TO_DATABASE : Direction.FROM_DATABASE)
                    .shut();
            LockSupport.parkNanos(pauseNanos(random));
        }
        return Injury.untilCured(() -> {
            Collections.shuffle(wires, random);
            for (Wire wire : wires) {
                wire.open();
                LockSupport.parkNanos(pauseNanos(random));
            }
        });
    }

    /** Waits until somebody steps into a trap, as shoppers make sure. */
    static Wire sprung(Trap trap) throws InterruptedException {
        try {
            return trap.sprung().get(SPRUNG_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no append came to " + trap.at(), e);
        }
    }

    private static void endBackend(Rig rig, Wire wire) throws SQLException {
        try (var connection = rig.connect();
                PreparedStatement end = connection.prepareStatement("SELECT pg_terminate_backend(?, 5000)")) {
            end.setInt(1, wire.backendPid());
            end.execute();
        }
    }

    private static long pauseNanos(Random random) {
        return TimeUnit.MILLISECONDS.toNanos(random.nextLong(SWIZZLE_PAUSE_MILLIS_MAX));
    }
}
