package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.Soon;
import dev.millrace.app.database.TestCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The database dies for good, and its standby takes its place. */
class FailoverIT {
    private static final long SEED = 12;
    private static final int WISHES_PER_SECOND = 100;
    private static final int CANCELLED_WAITS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Commits that only the primary has, since somebody cancelled their wait for the standby, are reported as done. */
    private static final String CANCEL_WAITS = """
            SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity
            WHERE wait_event = 'SyncRep' AND application_name = 'millrace-lane'
            """;

    @Test
    void nothingAcknowledgedIsLostIfTheStandbyIsSynchronous() throws Exception {
        try (Rig rig = Rig.start(1, Timeouts.quick());
                Proxy replication = Proxy.before(rig.direct().port())) {
            TestCluster standby = rig.startStandby(replication);
            Siege siege = Siege.of(rig, SEED, WISHES_PER_SECOND);
            Soon.await("acknowledged orders")
                    .atMost(TIMEOUT)
                    .until(() -> siege.ledger().acknowledged() > WISHES_PER_SECOND);

            replication.darken(Direction.values());
            for (int wait = 0; wait < CANCELLED_WAITS; wait++) {
                Soon.await("a wait to cancel").atMost(TIMEOUT).until(() -> cancelledWaits(rig) > 0);
            }
            rig.cluster().kill();
            replication.wires().forEach(Wire::cut);
            standby.promote();
            standby.set("synchronous_standby_names", "");
            rig.failOver();

            System.out.println("failover: " + siege.awaitBack(Limit.POSTGRESQL_START));
            assertThat(siege.end()).isEmpty();
        }
    }

    private static long cancelledWaits(Rig rig) throws SQLException {
        try (Connection connection = rig.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CANCEL_WAITS)) {
            row.next();
            return row.getLong(1);
        }
    }
}
