package dev.millrace.feed.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Proves that the books balance, twice: by SQL over the tables, and by replaying the journal through {@code apply} and
 * comparing. All of it in one snapshot, so that it is exact beside a running server, and none of it held in memory whole.
 */
public final class Audit {
    /** Rows of about half a kilobyte each, and of several tables: some 100 MiB at the worst. */
    public static final int ROWS_PER_PASS_MAX = 100_000;

    static final String MERCHANTS = """
            SELECT m.merchant_id, m.name, coalesce(h.history, '') AS history, coalesce((
              SELECT max(j.number) FROM journal j WHERE j.merchant_id = m.merchant_id), 0) AS last_number
            FROM merchants m LEFT JOIN heads h ON h.merchant_id = m.merchant_id
            ORDER BY m.merchant_id
            """;

    private static final int ROWS_IN_MEMORY = 1_000;

    private final DataSource source;
    private final int rowsPerPassMax;

    /** @param rowsPerPassMax events of a merchant that one pass over its journal may be about, at least 1 */
    public Audit(DataSource source, int rowsPerPassMax) {
        if (rowsPerPassMax < 1) {
            throw new IllegalArgumentException("rows per pass: " + rowsPerPassMax + " (expected: >= 1)");
        }
        this.source = source;
        this.rowsPerPassMax = rowsPerPassMax;
    }

    /**
     * Makes every check and tells {@code listener} of each as soon as it is made.
     *
     * @throws SQLException if the database cannot be read; damaged data are a check that does not hold
     */
    public AuditReport run(Consumer<Check> listener) throws SQLException {
        List<Check> checks = new ArrayList<>();
        Consumer<Check> made = check -> {
            checks.add(check);
            listener.accept(check);
        };
        try (Snapshot snapshot = Snapshot.open(source)) {
            List<AuditedMerchant> merchants = merchants(snapshot);
            for (LedgerCheck check : LedgerCheck.values()) {
                made.accept(bySql(snapshot, check));
            }
            Replay replay = new Replay(snapshot, rowsPerPassMax);
            for (AuditedMerchant merchant : merchants) {
                replay.compare(merchant);
            }
            made.accept(replay.journalCheck());
            for (AuditedTable table : AuditedTable.values()) {
                made.accept(replay.check(table));
            }
            return new AuditReport(
                    checks,
                    "%,d checks over %,d merchants, %,d passes over their journals"
                            .formatted(checks.size(), merchants.size(), replay.passes()));
        }
    }

    private static List<AuditedMerchant> merchants(Snapshot snapshot) throws SQLException {
        List<AuditedMerchant> merchants = new ArrayList<>();
        snapshot.read(
                MERCHANTS,
                ROWS_IN_MEMORY,
                row -> merchants.add(new AuditedMerchant(
                        row.getInt("merchant_id"),
                        row.getString("name"),
                        row.getString("history"),
                        row.getLong("last_number"))));
        return merchants;
    }

    private static Check bySql(Snapshot snapshot, LedgerCheck check) throws SQLException {
        Tally tally = new Tally();
        snapshot.guard(
                tally,
                () -> snapshot.read(check.sql(), ROWS_IN_MEMORY, row -> {
                    tally.count(row.getLong(1));
                    String violation = row.getString(2);
                    if (violation != null) {
                        tally.violation(violation);
                    }
                }));
        return tally.check(check.title(), check.unit());
    }
}
