package dev.millrace.app.node;

import dev.millrace.store.ServerHistory;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Vouches for a timeline of the database that began while this server lived: its lanes have compared what they had seen with what
 * stands there. It does so at the second look at it, so that other servers, which may have seen more, have the time
 * between two looks to connect as well; buying is held until then. Belongs to the loop of the jobs.
 */
final class TimelineWatch {
    private final BooleanSupplier lanesAreConnected;
    private final Supplier<@Nullable ServerHistory> database;
    private final Function<ServerHistory, Future<Void>> vouch;
    private @Nullable ServerHistory seenConnected;

    /** @param database where all connections lead to now */
    TimelineWatch(
            BooleanSupplier lanesAreConnected,
            Supplier<@Nullable ServerHistory> database,
            Function<ServerHistory, Future<Void>> vouch) {
        this.lanesAreConnected = lanesAreConnected;
        this.database = database;
        this.vouch = vouch;
    }

    Future<Void> look() {
        ServerHistory before = seenConnected;
        ServerHistory now = lanesAreConnected.getAsBoolean() ? database.get() : null;
        seenConnected = now;
        return now != null && now.equals(before) ? vouch.apply(now) : Future.succeededFuture();
    }
}
