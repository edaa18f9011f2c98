package dev.millrace.app.database;

import dev.millrace.console.Failure;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DeploymentReads;
import dev.millrace.store.ServerHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where and by whom a database was served last, compared with where and by whom it is to be served now. A copy, a restore and a
 * failover that nobody of us saw are noticed here: then nobody knows what suppliers were sent meanwhile, so buying is held until
 * an operator lets it go on; and where rows may be lost, every journal begins a new history.
 */
public final class Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final String SERVER = "server";

    private static final String DATABASE_OID = """
            SELECT d.oid::bigint FROM pg_database d WHERE d.datname = current_database()
            """;

    private static final String LAST = """
            SELECT system_identifier, database_oid, timeline, pepper_fingerprint FROM deployment FOR UPDATE
            """;

    private static final String FIRST = """
            INSERT INTO deployment (system_identifier, database_oid, timeline, pepper_fingerprint)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String MOVE = """
            UPDATE deployment SET system_identifier = ?, database_oid = ?, timeline = ?
            """;

    private static final String KEEP_TIMELINE = """
            UPDATE deployment SET timeline = ? WHERE timeline < ? AND system_identifier = ?
            """;

    private static final String HOLD = """
            UPDATE deployment SET buying_held_since = coalesce(buying_held_since, now()),
              buying_held_why = coalesce(buying_held_why, ?)
            """;

    private static final String RELEASE = """
            UPDATE deployment SET buying_held_since = NULL, buying_held_why = NULL WHERE buying_held_since IS NOT NULL
            """;

    private static final String HELD = """
            SELECT buying_held_since || ': ' || buying_held_why FROM deployment WHERE buying_held_since IS NOT NULL
            """;

    private static final String ADOPT = """
            UPDATE deployment SET pepper_fingerprint = ?
            """;

    private static final String AUDIT = """
            INSERT INTO operator_audit (audit_id, actor, action, detail) VALUES (gen_random_uuid(), ?, ?, ?)
            """;

    private static final String SERVERS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'millrace-%' AND pid <> pg_backend_pid()
            """;

    private static final String BEGIN_HISTORIES = "SELECT begin_histories_v1(?, ?)";

    private final DatabaseConfig config;

    public Deployment(DatabaseConfig config) {
        this.config = config;
    }

    private record Place(long systemIdentifier, long databaseOid, int timeline) {}

    /** Work on one connection, in one transaction. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Records that a server begins to work here, and draws the consequences if it is not where it was.
     *
     * @param pepperFingerprint of the server that begins
     * @throws Failure if the role lacks rights, the pepper is another one, or the server is an old copy
     */
    public void serve(byte[] pepperFingerprint) {
        inTransaction(connection -> {
            requireRights(connection);
            Place here = here(connection);
            if (run(connection, FIRST, here.systemIdentifier(), here.databaseOid(), here.timeline(), pepperFingerprint)
                    == 0) {
                compare(connection, here, pepperFingerprint);
            }
            return here;
        });
    }

    /**
     * Begins a new history of every journal, and holds buying.
     *
     * @return how many journals
     * @throws Failure if a server is running on the database
     */
    public long beginHistories(String why, String actor) {
        return inTransaction(connection -> {
            long servers = number(connection, SERVERS);
            if (servers > 0) {
                throw Failure.of("Servers are running on this database (" + servers
                        + " connections): stop all of them first, since they know the old history");
            }
            long begun = number(connection, BEGIN_HISTORIES, why, actor);
            // Whoever serves it next need not begin others because of the timeline that this restore began.
            Place here = here(connection);
            run(connection, KEEP_TIMELINE, here.timeline(), here.timeline(), here.systemIdentifier());
            return begun;
        });
    }

    /** Since when and why buying is held, or null. */
    public @Nullable String buyingHeld() {
        return inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(HELD)) {
                return rows.next() ? rows.getString(1) : null;
            }
        });
    }

    /** Holds buying: running servers send nothing more to suppliers. */
    public void holdBuying(String why, String actor) {
        inTransaction(connection -> {
            requireServed(run(connection, HOLD, why));
            return run(connection, AUDIT, actor, "buying.hold", why);
        });
    }

    /** Resumes buying. False if it was not held. */
    public boolean resumeBuying(String why, String actor) {
        return inTransaction(
                connection -> run(connection, RELEASE) > 0 && run(connection, AUDIT, actor, "buying.resume", why) > 0);
    }

    /** Takes another pepper for the right one from now on. API keys and suppliers' secrets must be made anew with it. */
    public void adoptPepper(byte[] fingerprint, String why, String actor) {
        inTransaction(connection -> {
            requireServed(run(connection, ADOPT, fingerprint));
            return run(connection, AUDIT, actor, "pepper.adopt", why);
        });
    }

    private static void requireServed(int rows) {
        if (rows == 0) {
            throw Failure.of("This database was never served; there is nothing to change");
        }
    }

    private static void compare(Connection connection, Place here, byte[] pepperFingerprint) throws SQLException {
        Place last;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LAST)) {
            rows.next();
            last = place(rows);
            if (!Arrays.equals(rows.getBytes("pepper_fingerprint"), pepperFingerprint)) {
                throw Failure.of(
                        "access.pepper is not the one that the keys in this database were made with: every key would be"
                                + " refused. Give the right one; or, if it is lost, ./millrace pepper adopt --why REASON, and make all"
                                + " keys anew");
            }
        }
        boolean isElsewhere =
                last.systemIdentifier() != here.systemIdentifier() || last.databaseOid() != here.databaseOid();
        if (isElsewhere) {
            hold(connection, "This database was served at another place before: it may be a copy, and both would buy.");
        } else if (here.timeline() < last.timeline()) {
            throw Failure.of("This server is on timeline " + here.timeline()
                    + ", but the database was served on timeline " + last.timeline()
                    + " already: it is an old primary or an old copy, and what was written since is not here");
        } else if (here.timeline() > last.timeline()) {
            String why = "The server went from timeline " + last.timeline() + " to " + here.timeline()
                    + " while no server of Millrace saw it: rows may be lost.";
            LOG.error("{} Every journal has a new history, and buying is held", why);
            number(connection, BEGIN_HISTORIES, why, SERVER);
        }
        run(connection, MOVE, here.systemIdentifier(), here.databaseOid(), here.timeline());
    }

    private static void hold(Connection connection, String why) throws SQLException {
        LOG.error("{} Buying is held until an operator lets it go on: ./millrace buying resume --why REASON", why);
        run(connection, HOLD, why);
        run(connection, AUDIT, SERVER, "buying.hold", why);
    }

    private static void requireRights(Connection connection) throws SQLException {
        String sql = DeploymentReads.MISSING_RIGHTS.replace("$1::text[]", "?::text[]");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", DeploymentReads.TABLES.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String missing = rows.getString("missing");
                if (missing != null) {
                    throw Failure.of(
                            "The database's role lacks rights, or its search_path leads elsewhere: " + missing);
                }
            }
        }
    }

    private static Place here(Connection connection) throws SQLException {
        long databaseOid = number(connection, DATABASE_OID);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ServerHistory.STATE)) {
            rows.next();
            if (rows.getBoolean("in_recovery")) {
                throw Failure.of("This server is a standby and takes no writes");
            }
            return new Place(rows.getLong("system_identifier"), databaseOid, rows.getInt("timeline"));
        }
    }

    private static Place place(ResultSet rows) throws SQLException {
        return new Place(rows.getLong("system_identifier"), rows.getLong("database_oid"), rows.getInt("timeline"));
    }

    private static int run(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private <T extends @Nullable Object> T inTransaction(Work<T> work) {
        try (Connection connection = Jdbc.dataSource(config).getConnection()) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw Failure.of("The database cannot be asked what it is: " + e.getMessage(), e);
        }
    }
}
