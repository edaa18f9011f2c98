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

/** The room for exchanges, in all and with each supplier. Belongs to one event loop; the counts may be read from any. */
final class SupplierLines {
    private final Backoff backoff;
    private final int exchangesMax;
    private final int supplierExchangesMax;
    private final Map<SupplierKey, SupplierLine> lines = new HashMap<>();
    private int open;
    private volatile int leftAlone;

    SupplierLines(DispatcherConfig config) {
        this.backoff = config.backoff();
        this.exchangesMax = config.exchangesMax();
        this.supplierExchangesMax = config.supplierExchangesMax();
    }

    /** Whether no supplier at all has room. */
    boolean areFull() {
        return open >= exchangesMax;
    }

    boolean haveRoom(SupplierKey supplier, Connection connection, Instant now) {
        SupplierLine line = lines.get(supplier);
        if (line == null) {
            return !areFull();
        }
        line.settingsChanged(connection.changedAt());
        return !areFull() && line.hasRoom(now);
    }

    void begin(SupplierKey supplier, Connection connection) {
        SupplierLine line = lines.computeIfAbsent(supplier, _ -> newLine());
        line.settingsChanged(connection.changedAt());
        line.begin();
        open++;
    }

    /** @param reply null if no exchange took place */
    void end(SupplierKey supplier, @Nullable Reply reply, Instant now) {
        open--;
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

    int open() {
        return open;
    }

    /** Suppliers that are in trouble and left alone for now. */
    int leftAlone() {
        return leftAlone;
    }

    private SupplierLine newLine() {
        return new SupplierLine(
                backoff, supplierExchangesMax, () -> ThreadLocalRandom.current().nextDouble());
    }
}
