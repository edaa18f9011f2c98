package dev.millrace.importer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The same sums as the database holds them, of the orders with certain keys, as they were first decided. */
final class StoredSums {
    private static final String SUMS = """
            SELECT count(*) FILTER (WHERE o.status = 'open'), count(*) FILTER (WHERE o.status = 'rejected'),
              coalesce(sum(o.units) FILTER (WHERE o.status = 'open'), 0)::bigint,
              coalesce(sum(o.money) FILTER (WHERE o.status = 'open'), 0)::bigint
            FROM (
              SELECT r.answer ->> 'status' AS status, (r.answer -> 'total' ->> 'amount')::bigint AS money,
                (SELECT sum((l ->> 'quantity')::bigint) FROM json_array_elements(r.answer -> 'lines') AS l) AS units
              FROM orders r WHERE r.merchant_id = ? AND r.idempotency_key = ANY (?::text[])
            ) AS o
            """;

    private static final int KEYS_AT_A_TIME = 1_000;

    private StoredSums() {}

    static ImportSums of(DataSource source, int merchantId, List<String> keys) throws SQLException {
        ImportSums sums = ImportSums.NONE;
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(SUMS)) {
            for (int from = 0; from < keys.size(); from += KEYS_AT_A_TIME) {
                List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_A_TIME));
                statement.setInt(1, merchantId);
                statement.setArray(2, connection.createArrayOf("text", some.toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    sums = sums.plus(new ImportSums(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
        }
        return sums;
    }
}
