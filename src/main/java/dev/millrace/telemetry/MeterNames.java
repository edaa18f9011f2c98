package dev.millrace.telemetry;

/**
 * The names of our own meters, as Micrometer has them; Prometheus sees underscores, {@code _seconds} on timers and
 * {@code _total} on counters. Alerts and boards name them, so a change here is a change for people on call.
 */
public final class MeterNames {
    public static final String BUILD_INFO = "millrace.build.info";
    public static final String HTTP_REQUEST = "millrace.http.request";
    public static final String HTTP_CONNECTIONS = "millrace.http.connections";
    public static final String KEPT_BYTES = "millrace.kept";
    public static final String KEPT_BYTES_MAX = "millrace.kept.max";
    public static final String KEPT_REFUSED = "millrace.kept.refused";
    public static final String LIMITS_ADMITTED = "millrace.limits.admitted";
    public static final String LIMITS_REFUSED = "millrace.limits.refused";
    public static final String LIMITS_UNCOUNTED = "millrace.limits.uncounted";
    public static final String LIMITS_CONCURRENT = "millrace.limits.concurrent";
    public static final String LIMITS_HOLDERS = "millrace.limits.holders";
    public static final String LANE_QUEUE = "millrace.lane.queue.commands";
    public static final String LANE_BATCH = "millrace.lane.batch.commands";
    public static final String LANE_BATCH_MERCHANTS = "millrace.lane.batch.merchants";
    public static final String LANE_LOAD = "millrace.lane.load";
    public static final String LANE_APPEND = "millrace.lane.append";
    public static final String LANE_STALE = "millrace.lane.stale";
    public static final String LANE_CONTESTED = "millrace.lane.contested";
    public static final String LANE_RECONNECTS = "millrace.lane.reconnects";
    public static final String LANE_OUTCOMES = "millrace.lane.outcomes";
    public static final String DATABASE_CONNECTIONS = "millrace.database.connections.in.use";
    public static final String DATABASE_WAITING = "millrace.database.statements.waiting";
    public static final String EVENT_LOOP_LAG = "millrace.eventloop.lag";
    public static final String PROJECTION_LAG = "millrace.projection.lag.events";
    public static final String PROJECTION_FAILURES = "millrace.projection.failures";
    public static final String PURCHASE_ORDERS = "millrace.purchase.orders";
    public static final String PURCHASE_ORDERS_OLDEST_UNSENT = "millrace.purchase.orders.oldest.unsent";
    public static final String BACKORDERED_UNITS = "millrace.backordered.units";
    public static final String BACKORDERED_LINES = "millrace.backordered.lines";
    public static final String FILL_DELAY = "millrace.fill.delay";
    public static final String SUPPLIERS_LEFT_ALONE = "millrace.suppliers.left.alone";
    public static final String SUPPLIER_EXCHANGE = "millrace.supplier.exchange";
    public static final String SUPPLIER_PLACES = "millrace.supplier.places.taken";
    public static final String SUPPLIER_PLACES_REFUSED = "millrace.supplier.places.refused";
    public static final String SUPPLIER_REPLIES = "millrace.supplier.replies";

    public static final String DATABASE_OLDEST_SNAPSHOT = "millrace.database.oldest.snapshot";
    public static final String DATABASE_DEAD_ROWS = "millrace.database.dead.rows";
    public static final String BUYING_HELD = "millrace.buying.held";
    public static final String HISTORY_SET_BACK = "millrace.history.set.back";
    public static final String JOB_LAST_SUCCESS = "millrace.job.last.success";
    public static final String JOB_FAILURES = "millrace.job.failures";
    public static final String JOB_STUCK = "millrace.job.stuck";

    private MeterNames() {}
}
