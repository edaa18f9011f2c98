package dev.millrace.feed.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.EventLoop;
import dev.millrace.MixedTrade;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.app.node.Millrace;
import dev.millrace.domain.event.Event;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.Head;
import dev.millrace.domain.state.MerchantState;
import dev.millrace.lane.AppendOutcome;
import dev.millrace.lane.AppendRequest;
import dev.millrace.lane.LaneSession;
import dev.millrace.lane.PgLaneStore;
import dev.millrace.store.Database;
import dev.millrace.wire.EventReader;
import dev.millrace.wire.EventWriter;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The journal alone, through {@code apply} and the append that everybody uses, gives back every table. */
@ExtendWith(VertxExtension.class)
class ReplayRebuildsIT {
    private static final String HISTORY = "0123456789";

    /** What {@code apply} writes, with what an append writes beside it. */
    private static final List<String> TABLES = List.of(
            "suppliers",
            "products",
            "stock",
            "orders",
            "backorders",
            "purchase_orders",
            "receipts",
            "replenishments",
            "outcomes",
            "journal",
            "heads");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final EventLoop loop;

    ReplayRebuildsIT(Vertx vertx) {
        loop = new EventLoop(vertx);
    }

    /** A batch as the journal keeps it. */
    private record Batch(long number, UUID id, Instant decidedAt, String events) {}

    @Test
    void theJournalAloneGivesBackEveryTableRowForRow() throws SQLException {
        TestMerchant merchant = TestMerchant.create(database, "trader", HISTORY);
        try (Millrace millrace = MixedTrade.serverOn(database)) {
            new MixedTrade(millrace.gate(), merchant.id()).run();
        }
        Map<String, List<String>> before = content();
        List<Batch> journal = journal();

        execute("TRUNCATE " + String.join(", ", TABLES.subList(0, TABLES.size() - 1)));
        execute("UPDATE heads SET number = 0, batch_id = gen_random_uuid()");
        Map<String, List<String>> emptied = content();
        rebuild(merchant, journal);

        assertThat(emptied).as("nothing was left").isNotEqualTo(before);
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
        assertThat(content()).isEqualTo(before);
    }

    private void rebuild(TestMerchant merchant, List<Batch> journal) throws SQLException {
        Database pools = loop.make(() -> new Database(loop.vertx(), database.config()));
        PgLaneStore store = new PgLaneStore(pools);
        LaneSession session = loop.await(store::open);
        MerchantState state = MerchantState.beforeTheFirstEvent(merchant.id(), HISTORY);
        Head head = new Head(HISTORY, 0, firstBatchId());
        for (Batch batch : journal) {
            ChangeSet changes = new ChangeSet();
            for (Event event : EventReader.read(batch.events())) {
                state.apply(event).forEach(changes::add);
            }
            AppendRequest request = new AppendRequest(
                    batch.id(),
                    batch.decidedAt(),
                    List.of(new AppendRequest.OfMerchant(
                            merchant.id(), head, batch.number(), batch.events(), changes, new EventWriter(1_024))));
            AppendOutcome outcome = loop.await(() -> session.append(store.encode(request)));
            assertThat(outcome).isInstanceOf(AppendOutcome.Written.class);
            head = new Head(HISTORY, batch.number(), batch.id());
        }
        session.abandon();
        loop.await(pools::close);
    }

    private UUID firstBatchId() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery("SELECT batch_id FROM heads")) {
            head.next();
            return head.getObject(1, UUID.class);
        }
    }

    private List<Batch> journal() throws SQLException {
        List<Batch> batches = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT number, batch_id, decided_at, events FROM journal ORDER BY number")) {
            while (row.next()) {
                batches.add(new Batch(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4)));
            }
        }
        return batches;
    }

    /** Every column of every row as PostgreSQL prints it: JSON as it was written, hashes in hexadecimal. */
    private Map<String, List<String>> content() throws SQLException {
        Map<String, List<String>> content = new LinkedHashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> rows = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY 1")) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
                content.put(table, rows);
            }
        }
        return content;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
