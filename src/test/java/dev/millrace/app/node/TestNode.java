package dev.millrace.app.node;

import dev.millrace.ApiClient;
import dev.millrace.TestDatabase;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.app.config.MillraceConfig;
import dev.millrace.app.database.Jdbc;
import dev.millrace.config.Secret;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.RawConnection.Answer;
import dev.millrace.store.DatabaseConfig;
import dev.millrace.store.DatabaseUrl;
import dev.millrace.telemetry.ManagementConfig;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A whole server in this process, on free ports, and a client of it. Several may share a database. */
public final class TestNode implements AutoCloseable {
    /** Under which {@link #tenant} hashes keys. */
    public static final Secret PEPPER = Secret.of("a-pepper-that-guards-nothing-but-tests");

    private final Millrace millrace;
    private final HttpClient client = ApiClient.http();

    private TestNode(Millrace millrace) {
        this.millrace = millrace;
    }

    public static TestNode on(TestDatabase database) {
        return new TestNode(Millrace.start(config(database)));
    }

    public static TestNode with(MillraceConfig config) {
        return new TestNode(Millrace.start(config));
    }

    /** The defaults on that database, on free ports. */
    public static MillraceConfig config(TestDatabase database) {
        return config(database.url());
    }

    /** Likewise, on a database that is not this run's shared one. */
    public static MillraceConfig config(DatabaseUrl database) {
        return MillraceConfig.defaults()
                .with(ApiConfig.defaults().withPort(0))
                .with(new ManagementConfig("127.0.0.1", 0))
                .with(DatabaseConfig.at(database))
                .with(AccessConfig.with(PEPPER));
    }

    /** Makes a merchant with a key for everything. */
    public static TestTenant tenant(TestDatabase database, String name) throws SQLException {
        return tenant(database.url(), name);
    }

    /** Makes one in a database that is not this run's shared one. */
    public static TestTenant tenant(DatabaseUrl database, String name) throws SQLException {
        try (Connection connection = Jdbc.connect(database)) {
            int id = merchant(connection, name);
            return new TestTenant(id, key(connection, id, "read", "write"));
        }
    }

    /** Makes another key of a merchant, for these scopes alone. */
    public static String key(TestDatabase database, TestTenant tenant, String... scopes) throws SQLException {
        try (Connection connection = Jdbc.connect(database.url())) {
            return key(connection, tenant.merchantId(), scopes);
        }
    }

    private static String key(Connection connection, int merchantId, String... scopes) throws SQLException {
        KeyText key = KeyText.generate(new SecureRandom());
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO api_keys (key_id, key_hmac, merchant_id, name, hint, scopes)
                VALUES (?, ?, ?, 'test', ?, ?)
                """)) {
            statement.setObject(1, UUID.randomUUID());
            statement.setBytes(2, new KeyHasher(PEPPER).hash(key));
            statement.setInt(3, merchantId);
            statement.setString(4, key.hint());
            statement.setArray(5, connection.createArrayOf("text", scopes));
            statement.executeUpdate();
        }
        return key.reveal();
    }

    private static int merchant(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH m AS (INSERT INTO merchants (name) VALUES (?) RETURNING merchant_id),
                h AS (INSERT INTO heads (merchant_id, batch_id, history)
                  SELECT merchant_id, gen_random_uuid(), 'testhistor' FROM m
                  RETURNING merchant_id, history, number, batch_id)
                INSERT INTO histories (merchant_id, history, number, batch_id, why)
                SELECT merchant_id, history, number, batch_id, 'a test' FROM h RETURNING merchant_id
                """)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    /** A merchant as its own client sees it. */
    public record TestTenant(int merchantId, String key) {}

    public Millrace millrace() {
        return millrace;
    }

    /** A client of that merchant. */
    public ApiClient client(TestTenant tenant) {
        return new ApiClient(client, millrace.apiPort(), tenant.key());
    }

    /** Asks the management port. */
    public Answer manage(String path) {
        return ApiClient.anonymous(client, millrace.managementPort()).get(path);
    }

    @Override
    public void close() {
        client.close();
        millrace.close();
    }
}
