package dev.millrace.telemetry;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that must hold for requests to be answered.
 *
 * @param name for people, of letters, digits and underscores
 * @param holds tells; a failed future counts as no. It must answer within a second or two
 */
public record HealthCheck(String name, Supplier<Future<Boolean>> holds) {

    /** A check that can tell at once. */
    public static HealthCheck of(String name, BooleanSupplier holds) {
        return new HealthCheck(name, () -> Future.succeededFuture(holds.getAsBoolean()));
    }
}
