package dev.millrace.attack.overload;

import dev.millrace.ApiClient;
import dev.millrace.app.database.DataFolder;
import dev.millrace.app.database.Durability;
import dev.millrace.app.database.EmbeddedDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.database.Migrations;
import dev.millrace.console.Progress;
import dev.millrace.endtoend.ServerPlan;
import dev.millrace.endtoend.ServerProcess;
import dev.millrace.store.DatabaseConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A server process of its own, on an embedded PostgreSQL with fsync on, and merchants who use it. */
public final class Site implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "overload-database");
    private static final Path LOG = Path.of("target", "overload-server.log");

    private static final String ORDERS_WITH_KEYS =
            "SELECT count(*) FROM orders WHERE merchant_id = ? AND idempotency_key = ANY (?)";

    private final EmbeddedDatabase database;
    private final HttpClient http = ApiClient.http();
    private final ServerProcess server;
    private final int managementPort;
    private int merchants;

    private Site(EmbeddedDatabase database, ServerProcess server, int managementPort) {
        this.database = database;
        this.server = server;
        this.managementPort = managementPort;
    }

    /** Starts one with nothing in it, as a scenario wants it. */
    public static Site start(Scenario scenario) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.openOrCreate(FOLDER);
        EmbeddedDatabase database = EmbeddedDatabase.start(
                folder,
                folder.tryLock()
                        .orElseThrow(
                                () -> new IllegalStateException("another run uses " + FOLDER + " of this work tree")),
                Durability.DURABLE,
                true,
                Progress.SILENT);
        new Migrations(DatabaseConfig.at(database.url())).migrate();
        ServerPlan plan = ServerPlan.on(database.url()).loggingTo(LOG).onJvmWith(scenario.heap());
        for (Map.Entry<String, String> setting : scenario.settings().entrySet()) {
            plan = plan.with(setting.getKey(), setting.getValue());
        }
        try (HttpClient waiting = ApiClient.http()) {
            return new Site(database, ServerProcess.start(plan, waiting), plan.managementPort());
        } catch (IOException | InterruptedException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public Merchant openMerchant(String name) {
        return Merchant.open(database.url(), http, server.apiPort(), name + "-" + ++merchants);
    }

    /** How many orders of a merchant have one of these keys. */
    long ordersWithKeys(Merchant merchant, List<String> keys) {
        try (Connection connection = Jdbc.connect(database.url());
                PreparedStatement count = connection.prepareStatement(ORDERS_WITH_KEYS)) {
            count.setInt(1, merchant.shop().merchantId());
            count.setArray(2, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.apiPort();
    }

    public int managementPort() {
        return managementPort;
    }

    /** Whether it says by itself that it can serve. */
    public boolean isReady() {
        return new ApiClient(http, managementPort, "none").get("/health/ready").status() == 200;
    }

    public ServerUse use() {
        return new ServerUse(server.pid());
    }

    @Override
    public void close() {
        server.close();
        http.close();
        database.close();
    }
}
