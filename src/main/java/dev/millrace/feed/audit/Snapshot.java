package dev.millrace.feed.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;

/** One repeatable-read, read-only transaction: whatever is read through it is of the same moment. */
final class Snapshot implements AutoCloseable {
    /** Class 22: the data are not what the statement takes them for. */
    private static final String DATA_EXCEPTION = "22";

    private final Connection connection;

    private Snapshot(Connection connection) {
        this.connection = connection;
    }

    static Snapshot open(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return new Snapshot(connection);
    }

    /** What is done with a row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows one after another, a few of them in memory at a time.
     *
     * @param rowsInMemory how many
     */
    void read(String sql, int rowsInMemory, RowReader reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(rowsInMemory);
            for (int position = 0; position < parameters.length; position++) {
                statement.setObject(position + 1, parameters[position]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    /** Something that is read. */
    interface Reading {
        void run() throws SQLException;
    }

    /** Tells of data that cannot be read as a violation; the snapshot stays good. */
    void guard(Tally tally, Reading reading) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            reading.run();
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith(DATA_EXCEPTION)) {
                throw e;
            }
            connection.rollback(before);
            tally.violation("there is what cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
