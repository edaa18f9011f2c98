package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Suppliers' connections. Every change leaves a line in {@code operator_audit}, written by the same statement. */
public final class SupplierConnectionStore {
    static final String CONNECTION = """
            SELECT c.merchant_id, c.supplier_id, c.kind, c.address, c.secret, c.gather, c.gather_seconds, c.gather_units,
              c.connect_timeout_ms, c.exchange_timeout_ms, c.changed_at
            FROM supplier_connections c
            WHERE c.merchant_id = $1 AND c.supplier_id = $2
            """;

    static final String CONNECTIONS = """
            SELECT c.merchant_id, c.supplier_id, c.kind, c.address, c.secret, c.gather, c.gather_seconds, c.gather_units,
              c.connect_timeout_ms, c.exchange_timeout_ms, c.changed_at
            FROM unnest($1::integer[], $2::text[]) AS wanted (merchant_id, supplier_id)
            JOIN supplier_connections c ON c.merchant_id = wanted.merchant_id AND c.supplier_id = wanted.supplier_id
            """;

    static final String PUT_CONNECTION = """
            WITH put AS (
              INSERT INTO supplier_connections AS c (merchant_id, supplier_id, kind, address, secret, gather,
                gather_seconds, gather_units, connect_timeout_ms, exchange_timeout_ms, changed_at)
              SELECT s.merchant_id, s.supplier_id, $3, $4, $5, $6, $7, $8, $9, $10, now()
              FROM suppliers s
              WHERE s.merchant_id = $1 AND s.supplier_id = $2
              ON CONFLICT (merchant_id, supplier_id) DO UPDATE SET kind = excluded.kind, address = excluded.address,
                secret = excluded.secret, gather = excluded.gather, gather_seconds = excluded.gather_seconds,
                gather_units = excluded.gather_units, connect_timeout_ms = excluded.connect_timeout_ms,
                exchange_timeout_ms = excluded.exchange_timeout_ms,
                changed_at = greatest(excluded.changed_at, c.changed_at + interval '1 microsecond')
              WHERE NOT $15::boolean AND ($14::timestamptz IS NULL OR c.changed_at = $14)
              RETURNING c.merchant_id, c.supplier_id, c.kind, c.address, c.secret, c.gather, c.gather_seconds,
                c.gather_units, c.connect_timeout_ms, c.exchange_timeout_ms, c.changed_at),
            audited AS (
              INSERT INTO operator_audit (audit_id, merchant_id, actor, action, detail)
              SELECT $11, p.merchant_id, $12, 'supplier.connected', $13 FROM put p)
            SELECT p.merchant_id, p.supplier_id, p.kind, p.address, p.secret, p.gather, p.gather_seconds,
              p.gather_units, p.connect_timeout_ms, p.exchange_timeout_ms, p.changed_at
            FROM put p
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("the settings of suppliers");

    private final Queries queries;
    private final Supplier<UUID> ids;

    /** @param ids of the audit's lines */
    public SupplierConnectionStore(Queries queries, Supplier<UUID> ids) {
        this.queries = queries;
        this.ids = ids;
    }

    public Future<Optional<SupplierConnection>> find(int merchantId, String supplierId) {
        return queries.read(merchantId, CONNECTION, Tuple.of(merchantId, supplierId))
                .map(SupplierConnectionStore::first);
    }

    /** Of all those suppliers, at once; of whom nothing is set is missing. */
    public Future<List<SupplierConnection>> findAll(Collection<SupplierKey> suppliers) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(
                        suppliers.stream().map(SupplierKey::merchantId).toArray(Integer[]::new))
                .addArrayOfString(
                        suppliers.stream().map(SupplierKey::supplierId).toArray(String[]::new));
        return queries.read(HOLDER, CONNECTIONS, parameters).map(rows -> {
            List<SupplierConnection> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(connection(row)));
            return found;
        });
    }

    /**
     * Sets how a supplier is reached; its time of change is the database's, and always later than the one before, so that
     * it tells versions apart.
     *
     * @param actor who does it
     * @param detail what was changed, for people; without the secret
     * @param expected looked at in the same statement, so of two that expect the same only one is made
     * @return as it is stored, or nothing if there is no such supplier or not what is expected
     */
    public Future<Optional<SupplierConnection>> put(
            SupplierConnection connection, String actor, String detail, ConnectionExpectation expected) {
        byte[] secret = connection.sealedSecret();
        Instant changedAt = expected.changedAt();
        Tuple parameters = Tuple.tuple()
                .addInteger(connection.merchantId())
                .addString(connection.supplierId())
                .addString(connection.kind())
                .addString(connection.address())
                .addBuffer(secret == null ? null : Buffer.buffer(secret))
                .addString(connection.gather())
                .addLong(connection.gatherSeconds())
                .addLong(connection.gatherUnits())
                .addInteger(connection.connectTimeoutMillis())
                .addInteger(connection.exchangeTimeoutMillis())
                .addUUID(ids.get())
                .addString(actor)
                .addString(detail)
                .addOffsetDateTime(changedAt == null ? null : changedAt.atOffset(ZoneOffset.UTC))
                .addBoolean(expected.isNew());
        return queries.write(new StatementOwner.Merchant(connection.merchantId()), PUT_CONNECTION, parameters)
                .map(SupplierConnectionStore::first);
    }

    private static Optional<SupplierConnection> first(RowSet<Row> rows) {
        RowIterator<Row> row = rows.iterator();
        return row.hasNext() ? Optional.of(connection(row.next())) : Optional.empty();
    }

    private static SupplierConnection connection(Row row) {
        Buffer secret = row.getBuffer("secret");
        return new SupplierConnection(
                row.getInteger("merchant_id"),
                row.getString("supplier_id"),
                row.getString("kind"),
                row.getString("address"),
                secret == null ? null : secret.getBytes(),
                row.getString("gather"),
                row.getLong("gather_seconds"),
                row.getLong("gather_units"),
                row.getInteger("connect_timeout_ms"),
                row.getInteger("exchange_timeout_ms"),
                row.getOffsetDateTime("changed_at").toInstant());
    }
}
