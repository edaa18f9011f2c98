package dev.millrace.purchasing.dispatch;

import dev.millrace.purchasing.Backoff;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.Reply;
import dev.millrace.store.SupplierKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How suppliers fare. Belongs to one event loop; the count may be read from any. */
final class SupplierLines {
    private final Backoff backoff;
    private final Map<SupplierKey, SupplierLine> lines = new HashMap<>();
    private volatile int leftAlone;

    SupplierLines(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Whether its trouble, if it has any, lets it be tried now. */
    boolean mayBegin(SupplierKey supplier, Connection connection, Instant now) {
        SupplierLine line = lines.get(supplier);
        if (line == null) {
            return true;
        }
        line.settingsChanged(connection.changedAt());
        return line.hasRoom(now);
    }

    void begin(SupplierKey supplier, Connection connection) {
        SupplierLine line = lines.computeIfAbsent(supplier, _ -> newLine());
        line.settingsChanged(connection.changedAt());
        line.begin();
    }

    /** @param reply null if no exchange took place */
    void end(SupplierKey supplier, @Nullable Reply reply, Instant now) {
        SupplierLine line = lines.get(supplier);
        if (line != null) {
            line.end(reply, now);
            if (line.isIdle()) {
                lines.remove(supplier);
            }
        }
        leftAlone =
                (int) lines.values().stream().filter(SupplierLine::isLeftAlone).count();
    }

    /** Suppliers that are in trouble and left alone for now. */
    int leftAlone() {
        return leftAlone;
    }

    private SupplierLine newLine() {
        return new SupplierLine(backoff, () -> ThreadLocalRandom.current().nextDouble());
    }
}
