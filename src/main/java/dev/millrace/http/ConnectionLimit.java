package dev.millrace.http;

import dev.millrace.limits.Budget;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the open connections of all listeners together. What comes beyond the limit is closed at once: an answer would
 * need the resources that are scarce. Safe for any thread.
 */
public final class ConnectionLimit {
    private final int connectionsMax;
    private final AtomicInteger open = new AtomicInteger();
    private final @Nullable Budget<BudgetHolder> shares;

    private ConnectionLimit(int connectionsMax, @Nullable Budget<BudgetHolder> shares) {
        this.connectionsMax = connectionsMax;
        this.shares = shares;
    }

    /** One limit for all addresses, since all clients may come from one: a proxy's. */
    public ConnectionLimit(int connectionsMax) {
        this(connectionsMax, null);
    }

    /** A limit of which no address gets more than is left free for the others. */
    public static ConnectionLimit sharedByAddress(int connectionsMax) {
        return new ConnectionLimit(connectionsMax, new Budget<>(connectionsMax, connectionsMax));
    }

    void opened(HttpConnection connection) {
        int now = open.incrementAndGet();
        BudgetHolder holder = BudgetHolder.of(connection);
        boolean fits = shares == null ? now <= connectionsMax : shares.take(holder, 1) == Budget.Grant.GRANTED;
        connection.closeHandler(_ -> {
            open.decrementAndGet();
            if (shares != null && fits) {
                shares.giveBack(holder, 1);
            }
        });
        if (!fits) {
            connection.close();
        }
    }

    /** How many are open now. */
    public int open() {
        return open.get();
    }
}
