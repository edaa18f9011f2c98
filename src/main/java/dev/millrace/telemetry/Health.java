package dev.millrace.telemetry;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Whether the process is alive, and whether it is ready for requests. Who is not alive should be started again; who is
 * alive but not ready should get no requests for now. A database that is away makes nobody less alive.
 */
public final class Health {
    private static final long CHECK_MILLIS_MAX = 2_000;

    /** How one check came out. */
    record Finding(String name, boolean holds) {}

    /** How all came out. */
    record Report(List<Finding> findings) {
        Report {
            findings = List.copyOf(findings);
        }

        boolean isUp() {
            return findings.stream().allMatch(Finding::holds);
        }
    }

    private final BooleanSupplier loopsTurn;
    private final List<HealthCheck> readiness;
    private volatile boolean started;
    private volatile boolean shuttingDown;

    /**
     * Not ready until {@link #started} is called.
     *
     * @param loopsTurn whether event loops run what is due
     * @param readiness what must hold for requests to be answered
     */
    public Health(BooleanSupplier loopsTurn, List<HealthCheck> readiness) {
        this.loopsTurn = loopsTurn;
        this.readiness = List.copyOf(readiness);
    }

    /** From now on the process serves. */
    public void started() {
        started = true;
    }

    /** From now on the process answers what it has and wants no more. */
    public void shuttingDown() {
        shuttingDown = true;
    }

    Report live() {
        return new Report(List.of(new Finding("event_loops", loopsTurn.getAsBoolean())));
    }

    Future<Report> ready() {
        List<Future<Finding>> running = new ArrayList<>();
        running.add(Future.succeededFuture(new Finding("serving", started && !shuttingDown)));
        readiness.forEach(check -> running.add(run(check)));
        return Future.all(running).map(all -> new Report(all.list()));
    }

    private static Future<Finding> run(HealthCheck check) {
        return Future.succeededFuture()
                .compose(_ -> check.holds().get())
                .timeout(CHECK_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .otherwise(false)
                .map(holds -> new Finding(check.name(), holds));
    }
}
