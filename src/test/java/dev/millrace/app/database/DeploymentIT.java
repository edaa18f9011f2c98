package dev.millrace.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.EventLoop;
import dev.millrace.TestDatabase;
import dev.millrace.TestMerchant;
import dev.millrace.access.PepperFingerprint;
import dev.millrace.app.node.TestNode;
import dev.millrace.config.Secret;
import dev.millrace.console.Failure;
import dev.millrace.store.Database;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import dev.millrace.store.DeploymentReads;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DeploymentIT {
    private static final byte[] PEPPER = PepperFingerprint.of(TestNode.PEPPER);
    private static final byte[] OTHER = PepperFingerprint.of(Secret.of("another pepper of thirty-two characters"));

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Deployment deployment = new Deployment(database.config());

    @Test
    void whereNothingHasChangedBuyingGoesOn() {
        deployment.serve(PEPPER);
        deployment.serve(PEPPER);
        assertThat(deployment.buyingHeld()).isNull();
    }

    @Test
    void aCopyDoesNotBuyUntilAnOperatorSaysSo() {
        deployment.serve(PEPPER);
        try (TestDatabase copy = database.copy()) {
            Deployment there = new Deployment(copy.config());
            there.serve(PEPPER);
            assertThat(there.buyingHeld()).contains("at another place");

            assertThat(there.resumeBuying("it took the other's place", "test")).isTrue();
            there.serve(PEPPER);
            assertThat(there.buyingHeld()).isNull();
            assertThat(there.resumeBuying("again", "test")).isFalse();
        }
        assertThat(deployment.buyingHeld()).isNull();
    }

    @Test
    void aTimelineThatBeganUnseenBeginsNewHistoriesAndHoldsBuying() throws SQLException {
        TestMerchant merchant = TestMerchant.create(database, "failed over", "0123456789");
        deployment.serve(PEPPER);
        execute("UPDATE deployment SET timeline = timeline - 1");

        deployment.serve(PEPPER);

        assertThat(column("SELECT history FROM heads WHERE merchant_id = " + merchant.id()))
                .doesNotContain("0123456789");
        assertThat(deployment.buyingHeld()).contains("rows may be lost");
        assertThat(column("SELECT action FROM operator_audit")).containsExactly("history.begin");
    }

    @Test
    void aTimelineThatALivingServerSawBeginIsNothingSpecial(Vertx vertx) throws SQLException {
        deployment.serve(PEPPER);
        execute("UPDATE deployment SET timeline = timeline - 1");
        EventLoop loop = new EventLoop(vertx);
        Database reads = loop.make(() -> new Database(vertx, database.config()));
        loop.run(reads::start);
        DeploymentReads looks = new DeploymentReads(reads);
        Optional<String> heldBefore = loop.await(() -> looks.buyingHeld().map(Optional::ofNullable));
        assertThat(heldBefore.orElseThrow()).contains("nobody has vouched");

        loop.await(() -> looks.vouchFor(Objects.requireNonNull(reads.history())));

        Optional<String> heldAfter = loop.await(() -> looks.buyingHeld().map(Optional::ofNullable));
        assertThat(heldAfter).isEmpty();
        loop.await(reads::close);

        deployment.serve(PEPPER);

        assertThat(deployment.buyingHeld()).isNull();
    }

    @Test
    void anOldCopyIsNotServed() throws SQLException {
        deployment.serve(PEPPER);
        execute("UPDATE deployment SET timeline = timeline + 1");
        assertThatThrownBy(() -> deployment.serve(PEPPER))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("old primary or an old copy");
    }

    @Test
    void anotherPepperIsRefusedUntilItIsAdopted() {
        deployment.serve(PEPPER);
        assertThatThrownBy(() -> deployment.serve(OTHER))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("access.pepper is not the one");

        deployment.adoptPepper(OTHER, "the old one is lost", "test");

        deployment.serve(OTHER);
        assertThatThrownBy(() -> deployment.serve(PEPPER)).isInstanceOf(Failure.class);
    }

    @Test
    void newHistoriesAreRefusedBesideARunningServer() {
        TestMerchant.create(database, "running", "0123456789");
        deployment.serve(PEPPER);
        try (TestNode _ = TestNode.on(database)) {
            assertThatThrownBy(() -> deployment.beginHistories("a restore", "test"))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Servers are running");
        }
        assertThat(deployment.beginHistories("a restore", "test")).isOne();
        assertThat(deployment.buyingHeld()).contains("a restore");
    }

    @Test
    void everyTableOfTheSchemaIsAmongThoseThatRightsAreNeededOn() throws SQLException {
        assertThat(column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .filteredOn(table -> !table.startsWith("flyway_"))
                .containsExactlyInAnyOrderElementsOf(DeploymentReads.TABLES);
    }

    @Test
    void whatARoleLacksIsNamed() throws SQLException {
        execute("CREATE ROLE reader_" + database.url().database() + " LOGIN PASSWORD 'reader'");
        try {
            execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_"
                    + database.url().database());
            DatabaseUrl url = database.url();
            Deployment asReader = new Deployment(DatabaseConfig.at(
                    new DatabaseUrl(url.hosts(), url.database(), "reader_" + url.database(), Secret.of("reader"))));
            assertThatThrownBy(() -> asReader.serve(PEPPER))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("orders (insert)")
                    .hasMessageContaining("stock (update)");
        } finally {
            execute("DROP OWNED BY reader_" + database.url().database());
            execute("DROP ROLE reader_" + database.url().database());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
