package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks whether a server may work here: its rights, its pepper, and whether buying is held. */
public final class DeploymentReads {
    /** Every table that a server reads and writes. */
    public static final List<String> TABLES = List.of(
            "api_keys",
            "backorders",
            "deployment",
            "heads",
            "histories",
            "journal",
            "merchants",
            "operator_audit",
            "order_search",
            "order_search_skus",
            "orders",
            "outcomes",
            "products",
            "projections",
            "purchase_orders",
            "receipts",
            "replenishments",
            "stock",
            "supplier_connections",
            "suppliers");

    /** What of {@link #TABLES} is not there or not allowed; null if nothing is missing. */
    public static final String MISSING_RIGHTS = """
            SELECT string_agg(t.name || ' (' || lower(r.name) || ')', ', ' ORDER BY t.name, r.name) AS missing
            FROM unnest($1::text[]) AS t (name)
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS r (name)
            WHERE NOT coalesce(has_table_privilege(to_regclass(t.name), r.name), false)
            """;

    static final String PEPPER = """
            SELECT d.pepper_fingerprint = $1 AS ours FROM deployment d
            """;

    static final String BUYING_HELD = """
            SELECT d.buying_held_why AS why FROM deployment d WHERE d.buying_held_since IS NOT NULL
            """;

    // A lane that has connected to a server of a later timeline has compared what it had seen with what stands there.
    static final String VOUCH = """
            UPDATE deployment d SET timeline = now.timeline
            FROM (SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer AS timeline) AS now
            WHERE d.timeline < now.timeline
              AND d.system_identifier = (SELECT s.system_identifier FROM pg_control_system() s)
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the look at the deployment");

    private final Queries queries;

    public DeploymentReads(Queries queries) {
        this.queries = queries;
    }

    /** Tables and the rights on them that the role lacks, for people; null if it lacks none. */
    public Future<@Nullable String> missingRights() {
        Tuple tables = Tuple.tuple().addArrayOfString(TABLES.toArray(String[]::new));
        return queries.read(HOLDER, MISSING_RIGHTS, tables)
                .map(rows -> rows.iterator().next().getString("missing"));
    }

    /** Whether the keys and secrets that are stored here were made with that pepper. */
    public Future<Boolean> isOurPepper(byte[] fingerprint) {
        return queries.read(HOLDER, PEPPER, Tuple.of(io.vertx.core.buffer.Buffer.buffer(fingerprint)))
                .map(rows -> rows.size() == 0 || rows.iterator().next().getBoolean("ours"));
    }

    /** Why nothing is to be sent to suppliers, or null if it may be. */
    public Future<@Nullable String> buyingHeld() {
        return queries.read(HOLDER, BUYING_HELD, Tuple.tuple()).map(DeploymentReads::why);
    }

    /** Records the server's timeline as one that a server has seen begin without a loss. */
    public Future<Void> vouchForTimeline() {
        return queries.write(HOLDER, VOUCH, Tuple.tuple()).mapEmpty();
    }

    private static @Nullable String why(RowSet<Row> rows) {
        return rows.size() == 0 ? null : rows.iterator().next().getString("why");
    }
}
