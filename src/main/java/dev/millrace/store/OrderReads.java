package dev.millrace.store;

import dev.millrace.domain.model.Version;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders by id and by idempotency key, coalesced. One for each event loop; failures as {@link Coalescer#read}'s. */
public final class OrderReads {
    // As text: json would be parsed into objects on its way.
    static final String ORDERS_BY_ID = """
            SELECT o.merchant_id, o.order_id, o.number, o.status, h.history,
              coalesce(o.current_number, o.number) AS version, coalesce(o.current, o.answer)::text AS body
            FROM unnest($1::integer[], $2::uuid[]) AS k (merchant_id, order_id)
            JOIN orders o ON o.merchant_id = k.merchant_id AND o.order_id = k.order_id
            JOIN heads h ON h.merchant_id = o.merchant_id
            """;

    static final String ORDERS_BY_KEY = """
            SELECT o.merchant_id, o.order_id, o.number, o.status, h.history,
              coalesce(o.current_number, o.number) AS version, coalesce(o.current, o.answer)::text AS body,
              o.idempotency_key
            FROM unnest($1::integer[], $2::text[]) AS k (merchant_id, idempotency_key)
            JOIN orders o ON o.merchant_id = k.merchant_id AND o.idempotency_key = k.idempotency_key
            JOIN heads h ON h.merchant_id = o.merchant_id
            """;

    private final Queries queries;
    private final StatementOwner gatheredIds = new StatementOwner.Gathered();
    private final StatementOwner gatheredKeys = new StatementOwner.Gathered();
    private final Coalescer<Scoped<UUID>, StoredOrder> byId;
    private final Coalescer<Scoped<String>, StoredOrder> byKey;

    public OrderReads(Queries queries, ReadConfig limits) {
        this.queries = queries;
        this.byId = new Coalescer<>(Scoped::merchantId, this::queryIds, limits);
        this.byKey = new Coalescer<>(Scoped::merchantId, this::queryKeys, limits);
    }

    public Future<Optional<StoredOrder>> byId(int merchantId, UUID orderId) {
        return byId.read(new Scoped<>(merchantId, orderId));
    }

    /** The order that was decided under a key, if there is one. */
    public Future<Optional<StoredOrder>> byIdempotencyKey(int merchantId, String key) {
        return byKey.read(new Scoped<>(merchantId, key));
    }

    private Future<Map<Scoped<UUID>, StoredOrder>> queryIds(List<Scoped<UUID>> keys) {
        return ScopedKeys.byKey(
                queries.read(gatheredIds, ORDERS_BY_ID, ScopedKeys.ids(keys)),
                row -> new Scoped<>(row.getInteger("merchant_id"), row.getUUID("order_id")),
                OrderReads::order);
    }

    private Future<Map<Scoped<String>, StoredOrder>> queryKeys(List<Scoped<String>> keys) {
        return ScopedKeys.byKey(
                queries.read(gatheredKeys, ORDERS_BY_KEY, ScopedKeys.texts(keys)),
                row -> new Scoped<>(row.getInteger("merchant_id"), row.getString("idempotency_key")),
                OrderReads::order);
    }

    private static StoredOrder order(Row row) {
        return new StoredOrder(
                row.getUUID("order_id"),
                row.getLong("number"),
                row.getString("status"),
                new Version(row.getString("history"), row.getLong("version")),
                row.getString("body").getBytes(StandardCharsets.UTF_8));
    }
}
