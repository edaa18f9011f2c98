package dev.millrace.endtoend;

import dev.millrace.TestDatabase;
import dev.millrace.access.AccessConfig;
import dev.millrace.access.KeyHasher;
import dev.millrace.access.KeyText;
import dev.millrace.config.Secret;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** A merchant in a test's database, with a key that may read and write. */
public final class Shop {
    static final AccessConfig ACCESS = AccessConfig.with(Secret.of("a-pepper-for-tests-of-at-least-32-characters"));

    private final TestDatabase database;
    private final int merchantId;
    private final String key;

    private Shop(TestDatabase database, int merchantId, String key) {
        this.database = database;
        this.merchantId = merchantId;
        this.key = key;
    }

    /** Opens one with nothing in it. */
    public static Shop open(TestDatabase database, String name) {
        KeyText key = KeyText.generate(new SecureRandom());
        try (Connection connection = database.connect()) {
            int merchantId = insertMerchant(connection, name);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO api_keys (key_id, key_hmac, merchant_id, name, hint, scopes)"
                            + " VALUES (?, ?, ?, 'test', 'test', ARRAY['read', 'write'])")) {
                insert.setObject(1, UUID.randomUUID());
                insert.setBytes(2, new KeyHasher(ACCESS.pepper()).hash(key));
                insert.setInt(3, merchantId);
                insert.executeUpdate();
            }
            return new Shop(database, merchantId, key.reveal());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int merchantId() {
        return merchantId;
    }

    public String key() {
        return key;
    }

    /** A single number of the database; {@code ?} in the statement is this merchant. */
    public long number(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, merchantId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int insertMerchant(Connection connection, String name) throws SQLException {
        try (PreparedStatement merchant =
                        connection.prepareStatement("INSERT INTO merchants (name) VALUES (?) RETURNING merchant_id");
                PreparedStatement head = connection.prepareStatement(
                        "INSERT INTO heads (merchant_id, batch_id, history) VALUES (?, ?, 'testhistor')")) {
            merchant.setString(1, name);
            ResultSet row = merchant.executeQuery();
            row.next();
            int merchantId = row.getInt(1);
            head.setInt(1, merchantId);
            head.setObject(2, UUID.randomUUID());
            head.executeUpdate();
            return merchantId;
        }
    }
}
