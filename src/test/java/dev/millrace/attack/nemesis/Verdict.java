package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.app.database.Jdbc;
import dev.millrace.feed.audit.Audit;
import dev.millrace.feed.audit.AuditReport;
import dev.millrace.feed.audit.Check;
import dev.millrace.store.DatabaseConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what servers told with what there is, when all faults are over. What it finds goes into the ledger. */
final class Verdict {
    private static final int THREADS = 16;
    private static final int TRIES_MAX = 50;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CHECK_MINUTES_MAX = 20;
    private static final Pattern DELTA = Pattern.compile("\"sku\":\"([^\"]+)\",\"delta\":(\\d+)");

    private final Rig rig;
    private final Market market;
    private final Ledger ledger;

    Verdict(Rig rig, Market market, Ledger ledger) {
        this.rig = rig;
        this.market = market;
        this.ledger = ledger;
    }

    void reach() throws SQLException, InterruptedException {
        List<Entry> neverExecuted = ledger.notExecuted();
        inParallel(neverExecuted, this::isAbsent);
        inParallel(ledger.unknown(), this::resolve);
        List<Entry> decided =
                ledger.entries().filter(entry -> entry.decided() != null).toList();
        inParallel(decided, this::replay);
        for (int shop = 0; shop <= Market.SHOPS; shop++) {
            isComplete(shop);
        }
        audit();
    }

    /** What was said not to be executed, and never sent again, must not be there. */
    private void isAbsent(Entry entry) {
        Wish wish = entry.wish();
        String sql = switch (wish.kind()) {
            case PLACE -> "SELECT FROM orders WHERE merchant_id = ? AND idempotency_key = ?";
            case ADJUST -> "SELECT FROM outcomes WHERE merchant_id = ? AND idempotency_key = ?";
            case CANCEL -> "";
        };
        if (!sql.isEmpty() && isThere(sql, wish)) {
            ledger.violation(wish.name() + ": was not executed, it was said, but it is there");
        }
    }

    private boolean isThere(String sql, Wish wish) {
        try (Connection connection = rig.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, market.shop(wish.shop()).merchantId());
            select.setString(2, wish.key());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sent again, every wish of unknown outcome gets one. */
    private void resolve(Entry entry) {
        for (int tries = 0; entry.decided() == null; tries++) {
            if (tries == TRIES_MAX) {
                ledger.violation(entry.wish().name() + ": its outcome cannot be found out");
                return;
            }
            ledger.retrying();
            ledger.note(entry, Told.of(entry.wish(), anyClient(entry, tries)));
            LockSupport.parkNanos(entry.decided() == null ? PAUSE_NANOS : 0);
        }
    }

    /** Sent again, it is answered again, byte for byte; the ledger notes if not. */
    private void replay(Entry entry) {
        Told told = Told.of(entry.wish(), anyClient(entry, entry.hashCode()));
        ledger.note(entry, told);
        if (!(told instanceof Told.Decided)) {
            ledger.violation(entry.wish().name() + ": has an outcome, but a repetition is told " + told);
        }
    }

    private ApiClient anyClient(Entry entry, int number) {
        return market.client(entry.wish().shop(), Math.floorMod(number, rig.nodes()));
    }

    /** Nothing is there that nobody wished, nothing is there twice, and no delivery was counted twice. */
    private void isComplete(int number) {
        List<Entry> orders = ledger.decided(number, Wish.Kind.PLACE);
        equal(number, "orders", orders.size(), figure(number, "SELECT count(*) FROM orders WHERE merchant_id = ?"));
        equal(
                number,
                "orders cancelled",
                ledger.decided(number, Wish.Kind.CANCEL).size(),
                figure(number, "SELECT count(*) FROM orders WHERE merchant_id = ? AND status = 'cancelled'"));
        Map<String, Long> delivered = new HashMap<>(Market.UNITS);
        for (Entry adjustment : ledger.decided(number, Wish.Kind.ADJUST)) {
            Matcher delta = DELTA.matcher(adjustment.wish().body());
            if (delta.find()) {
                delivered.merge(delta.group(1), Long.valueOf(delta.group(2)), Long::sum);
            }
        }
        delivered.forEach((sku, units) -> equal(number, "units of " + sku, units, onHand(number, sku)));
    }

    private long onHand(int shop, String sku) {
        return figure(
                shop,
                "SELECT on_hand FROM stock JOIN products USING (merchant_id, product_key)"
                        + " WHERE merchant_id = ? AND sku = '" + sku + "'");
    }

    private long figure(int shop, String sql) {
        try (Connection connection = rig.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, market.shop(shop).merchantId());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void equal(int shop, String what, long told, long there) {
        if (told != there) {
            ledger.violation("shop %d, %s: %d by what was told, %d in the database".formatted(shop, what, told, there));
        }
    }

    private void audit() throws SQLException {
        AuditReport report =
                new Audit(Jdbc.dataSource(DatabaseConfig.at(rig.direct())), Audit.ROWS_PER_PASS_MAX).run(_ -> {});
        for (Check check : report.checks()) {
            if (!check.holds()) {
                ledger.violation("audit: " + check.name() + ": " + check.examples());
            }
        }
    }

    private void inParallel(List<Entry> entries, Consumer<Entry> check) throws InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().factory());
        for (Entry entry : entries) {
            threads.execute(() -> {
                try {
                    check.accept(entry);
                } catch (RuntimeException e) {
                    ledger.violation(entry.wish().name() + ": could not be checked: " + e);
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(CHECK_MINUTES_MAX, TimeUnit.MINUTES)) {
            ledger.violation("the check of " + entries.size() + " wishes did not end");
        }
    }
}
