package dev.millrace.endtoend;

import dev.millrace.TestDatabase;
import dev.millrace.app.database.Jdbc;
import dev.millrace.app.node.TestNode;
import dev.millrace.store.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A merchant in a test's database, with a key that may read and write. */
public final class Shop {
    private final DatabaseUrl database;
    private final int merchantId;
    private final String key;

    private Shop(DatabaseUrl database, int merchantId, String key) {
        this.database = database;
        this.merchantId = merchantId;
        this.key = key;
    }

    /** Opens one with nothing in it. */
    public static Shop open(TestDatabase database, String name) {
        return open(database.url(), name);
    }

    /** Opens one in a database that is not this run's shared one. */
    public static Shop open(DatabaseUrl database, String name) {
        try {
            TestNode.TestTenant tenant = TestNode.tenant(database, name);
            return new Shop(database, tenant.merchantId(), tenant.key());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same merchant as another copy of its database has it. */
    public Shop in(DatabaseUrl copy) {
        return new Shop(copy, merchantId, key);
    }

    public int merchantId() {
        return merchantId;
    }

    public String key() {
        return key;
    }

    /** A single number of the database; {@code ?} in the statement is this merchant. */
    public long number(String sql) {
        return Long.parseLong(text(sql));
    }

    /** A single value of the database as text; {@code ?} in the statement is this merchant. */
    public String text(String sql) {
        try (Connection connection = Jdbc.connect(database);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, merchantId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes rows behind the server's back; {@code ?} in the statement is this merchant. */
    public void run(String sql) {
        try (Connection connection = Jdbc.connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, merchantId);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
