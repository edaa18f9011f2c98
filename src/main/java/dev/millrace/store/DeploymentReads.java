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
            SELECT d.timeline, d.buying_held_why AS why FROM deployment d
            """;

    static final String VOUCH = """
            UPDATE deployment d SET timeline = $1 WHERE d.timeline < $1 AND d.system_identifier = $2
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the look at the deployment");

    private final Database database;
    private final Queries queries;

    public DeploymentReads(Database database) {
        this.database = database;
        this.queries = database.background();
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

    /**
     * Why nothing is to be sent to suppliers, or null if it may be. It may not on a timeline that nobody has vouched for: what
     * suppliers were sent may be lost, and a lane that could tell is perhaps on its way.
     */
    public Future<@Nullable String> buyingHeld() {
        return queries.read(HOLDER, BUYING_HELD, Tuple.tuple()).map(this::why);
    }

    /**
     * Records a timeline as one that a server has seen begin without a loss.
     *
     * @param history of a server to which all lanes have connected since, and compared what they had seen with what stands there
     */
    public Future<Void> vouchFor(ServerHistory history) {
        return queries.write(HOLDER, VOUCH, Tuple.of(history.timeline(), history.systemIdentifier()))
                .mapEmpty();
    }

    private @Nullable String why(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row deployment = rows.iterator().next();
        String why = deployment.getString("why");
        ServerHistory here = database.history();
        int vouchedFor = deployment.getInteger("timeline");
        return why == null && here != null && here.timeline() > vouchedFor
                ? "the server went from timeline " + vouchedFor + " to " + here.timeline()
                        + ", and nobody has vouched for it yet"
                : why;
    }
}
