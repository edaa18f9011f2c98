package dev.millrace.feed.audit;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.state.Change;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.wire.EventReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Replays journals from their first events through the same {@code apply} that wrote the tables, and compares the tables
 * with what comes of it, row for row. A merchant's journal is read once for every range of keys; products and their stock
 * are known in each of these passes, of all else only what falls into the range is held.
 */
final class Replay {
    static final String JOURNAL = """
            SELECT j.number, j.first_number, j.events FROM journal j WHERE j.merchant_id = ? ORDER BY j.number
            """;

    /** A row of the journal holds a whole batch, up to some megabytes. */
    private static final int JOURNAL_ROWS_IN_MEMORY = 8;

    private static final int TABLE_ROWS_IN_MEMORY = 1_000;

    private final Snapshot snapshot;
    private final int rowsPerPassMax;
    private final Tally journal = new Tally();
    private final Map<AuditedTable, Tally> tables = new EnumMap<>(AuditedTable.class);
    private long passes;

    /** @param rowsPerPassMax events, and so about rows of a table, that one pass may be about */
    Replay(Snapshot snapshot, int rowsPerPassMax) {
        this.snapshot = snapshot;
        this.rowsPerPassMax = rowsPerPassMax;
        for (AuditedTable table : AuditedTable.values()) {
            tables.put(table, new Tally());
        }
    }

    void compare(AuditedMerchant merchant) throws SQLException {
        boolean first = true;
        for (Buckets range : Buckets.passes(merchant.lastNumber(), rowsPerPassMax)) {
            passes++;
            ReplayedRows rows = replay(merchant, range, first);
            if (rows == null) {
                return;
            }
            for (AuditedTable table : AuditedTable.values()) {
                compare(merchant, table, range, rows.of(table));
            }
            first = false;
        }
    }

    /** How often a journal was read. */
    long passes() {
        return passes;
    }

    Check journalCheck() {
        return journal.check("replay of the journal", "events");
    }

    Check check(AuditedTable table) {
        return tally(table).check("replay gives the table " + table.tableName(), "rows");
    }

    private @Nullable ReplayedRows replay(AuditedMerchant merchant, Buckets range, boolean first) throws SQLException {
        MerchantState state = MerchantState.beforeTheFirstEvent(merchant.id(), merchant.history());
        ReplayedRows rows = new ReplayedRows(range);
        try {
            snapshot.read(JOURNAL, JOURNAL_ROWS_IN_MEMORY, row -> apply(row, state, rows), merchant.id());
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException | NullPointerException e) {
            // A pass of its own may find what another one does not: a row of its range that is made twice.
            journal.violation("merchant " + merchant.name() + ": the journal cannot be replayed after event "
                    + state.number() + " (" + e.getMessage() + "); its tables were not compared");
            return null;
        }
        if (first) {
            journal.count(state.number());
        }
        return rows;
    }

    private static void apply(ResultSet row, MerchantState state, ReplayedRows rows) throws SQLException {
        long firstNumber = row.getLong("first_number");
        if (firstNumber != state.number() + 1) {
            throw new IllegalStateException("the next row begins at " + firstNumber);
        }
        ChangeSet changes = new ChangeSet();
        for (Event event : EventReader.read(row.getString("events"))) {
            for (Change change : state.apply(event)) {
                changes.add(change);
            }
        }
        if (state.number() != row.getLong("number")) {
            throw new IllegalStateException("its row says that it ends at " + row.getLong("number"));
        }
        rows.add(changes);
    }

    private void compare(
            AuditedMerchant merchant, AuditedTable table, Buckets range, Map<String, @Nullable String[]> expected)
            throws SQLException {
        Tally tally = tally(table);
        String of = "merchant " + merchant.name() + ", " + table.tableName() + " ";
        snapshot.read(
                table.sql(),
                TABLE_ROWS_IN_MEMORY,
                row -> {
                    tally.count(1);
                    String key = row.getString(1);
                    @Nullable String[] columns = expected.remove(key);
                    if (columns == null) {
                        tally.violation(of + key + ": in the table, not in the journal");
                    } else {
                        compare(table.columns(), row, columns, tally, of + key);
                    }
                },
                merchant.id(),
                range.first(),
                range.last());
        expected.keySet().forEach(key -> tally.violation(of + key + ": in the journal, not in the table"));
    }

    private static void compare(
            List<String> names, ResultSet row, @Nullable String[] expected, Tally tally, String what)
            throws SQLException {
        for (int column = 0; column < expected.length; column++) {
            String found = row.getString(column + 2);
            if (!Objects.equals(found, expected[column])) {
                tally.violation(
                        what + ": " + names.get(column) + " is " + found + ", by the journal " + expected[column]);
                return;
            }
        }
    }

    private Tally tally(AuditedTable table) {
        return Objects.requireNonNull(tables.get(table));
    }
}
