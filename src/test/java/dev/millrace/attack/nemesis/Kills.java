package dev.millrace.attack.nemesis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Faults of whole processes. */
final class Kills {
    private static final Duration NOTICED_MAX = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private Kills() {}

    static Injury server(Rig rig, Random random) throws InterruptedException {
        int node = random.nextInt(rig.nodes());
        rig.server(node).kill();
        return Injury.untilCured(() -> rig.launchAgain(node));
    }

    /** Every server dies with an append executed and not committed, and its backend is not told. */
    static Injury serversInAppend(Rig rig) throws InterruptedException {
        Cuts.sprung(rig.proxy().lay(Moment.BEFORE_SYNC, Trap.Then.HOLD));
        for (int node = 0; node < rig.nodes(); node++) {
            rig.server(node).kill();
        }
        return Injury.untilCured(() -> {
            for (int node = 0; node < rig.nodes(); node++) {
                rig.launchAgain(node);
            }
        });
    }

    /** A server stands still, as in a long collection of garbage or a virtual machine that is moved, and goes on. */
    static Injury pauseServer(Rig rig, Random random) throws IOException, InterruptedException {
        long pid = rig.server(random.nextInt(rig.nodes())).pid();
        signal("STOP", pid);
        LockSupport.parkNanos((long) (rig.timeouts().append().toNanos() * (0.5 + random.nextDouble())));
        return Injury.untilCured(() -> signal("CONT", pid));
    }

    static Injury postmaster(Rig rig) {
        rig.cluster().kill();
        return Injury.untilCured(rig.cluster()::start);
    }

    /** PostgreSQL ends all others then and recovers its data, since that one may have left shared memory in a mess. */
    static Injury backend(Rig rig, Random random) throws Exception {
        List<Wire> wires = rig.proxy().wires();
        if (!wires.isEmpty()) {
            Wire killed = wires.get(random.nextInt(wires.size()));
            signal("KILL", killed.backendPid());
            long began = System.nanoTime();
            while (rig.proxy().wires().contains(killed) && System.nanoTime() - began < NOTICED_MAX.toNanos()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return Injury.over();
    }

    /**
     * For longer than requests wait. PostgreSQL may end of it; it is started again when there is space.
     */
    static Injury fillDisk(Rig rig, Random random) throws IOException {
        SmallVolume volume = rig.volume().orElseThrow();
        volume.fill();
        LockSupport.parkNanos((long) (rig.timeouts().request().toNanos() * (1.2 + random.nextDouble())));
        return Injury.untilCured(() -> {
            volume.empty();
            rig.cluster().stop();
            rig.cluster().start();
        });
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
