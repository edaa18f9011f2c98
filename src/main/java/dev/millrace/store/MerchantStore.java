package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes, finds and lists merchants. A new one gets its head, and a line in {@code operator_audit}, in the same statement.
 */
public final class MerchantStore {
    static final String CREATE_MERCHANT = """
            WITH created AS (
              INSERT INTO merchants (name) VALUES ($1)
              ON CONFLICT (name) DO NOTHING
              RETURNING merchant_id, name, created_at),
            head AS (
              INSERT INTO heads (merchant_id, number, batch_id, history)
              SELECT c.merchant_id, 0, $2, $3 FROM created c
              RETURNING merchant_id, number, batch_id, history),
            first_history AS (
              INSERT INTO histories (merchant_id, history, number, batch_id, why)
              SELECT h.merchant_id, h.history, h.number, h.batch_id, 'The first one.' FROM head h),
            audit AS (
              INSERT INTO operator_audit (audit_id, merchant_id, actor, action, detail)
              SELECT $4, c.merchant_id, $5, 'merchant.created', c.name FROM created c)
            SELECT c.merchant_id, c.name, c.created_at, h.history
            FROM created c JOIN head h ON h.merchant_id = c.merchant_id
            """;

    static final String MERCHANT_BY_NAME = """
            SELECT m.merchant_id, m.name, m.created_at, h.history
            FROM merchants m JOIN heads h ON h.merchant_id = m.merchant_id
            WHERE m.name = $1
            """;

    static final String LIST_MERCHANTS = """
            SELECT m.merchant_id, m.name, m.created_at, h.history
            FROM merchants m JOIN heads h ON h.merchant_id = m.merchant_id
            ORDER BY m.name
            """;

    private static final String HISTORY_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int HISTORY_CHARACTERS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final StatementOwner OPERATOR = new StatementOwner.Job("an operator");

    private final Queries queries;
    private final Supplier<UUID> ids;

    /** @param ids of the audit's lines */
    public MerchantStore(Queries queries, Supplier<UUID> ids) {
        this.queries = queries;
        this.ids = ids;
    }

    /**
     * Makes a merchant with an empty journal.
     *
     * @return the new one, or nothing if the name is taken
     */
    public Future<Optional<Merchant>> create(String name, String actor) {
        Tuple parameters = Tuple.of(name, UUID.randomUUID(), newHistory(), ids.get(), actor);
        return queries.write(OPERATOR, CREATE_MERCHANT, parameters).map(MerchantStore::first);
    }

    public Future<Optional<Merchant>> findByName(String name) {
        return queries.read(OPERATOR, MERCHANT_BY_NAME, Tuple.of(name)).map(MerchantStore::first);
    }

    /** All of them, by name. */
    public Future<List<Merchant>> list() {
        return queries.read(OPERATOR, LIST_MERCHANTS, Tuple.tuple()).map(rows -> {
            List<Merchant> merchants = new ArrayList<>(rows.size());
            rows.forEach(row -> merchants.add(merchant(row)));
            return merchants;
        });
    }

    private static String newHistory() {
        StringBuilder history = new StringBuilder(HISTORY_CHARACTERS);
        for (int i = 0; i < HISTORY_CHARACTERS; i++) {
            history.append(HISTORY_ALPHABET.charAt(RANDOM.nextInt(HISTORY_ALPHABET.length())));
        }
        return history.toString();
    }

    private static Optional<Merchant> first(RowSet<Row> rows) {
        RowIterator<Row> row = rows.iterator();
        return row.hasNext() ? Optional.of(merchant(row.next())) : Optional.empty();
    }

    private static Merchant merchant(Row row) {
        return new Merchant(
                row.getInteger("merchant_id"),
                row.getString("name"),
                row.getString("history"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
