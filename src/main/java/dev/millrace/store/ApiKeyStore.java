package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes, lists and revokes API keys. Every change leaves a line in {@code operator_audit}, written by the same statement.
 */
public final class ApiKeyStore {
    static final String CREATE_KEY = """
            WITH created AS (
              INSERT INTO api_keys (key_id, key_hmac, merchant_id, name, hint, scopes, created_at, expires_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
              RETURNING key_id, merchant_id, name, hint)
            INSERT INTO operator_audit (audit_id, merchant_id, actor, action, detail)
            SELECT $9, c.merchant_id, $10, 'key.created', c.name || ' ' || c.hint FROM created c
            """;

    static final String LIST_KEYS = """
            SELECT a.key_id, a.key_hmac, a.merchant_id, a.name, a.hint, a.scopes, a.created_at, a.expires_at, a.revoked_at
            FROM api_keys a
            WHERE a.merchant_id = $1
            ORDER BY a.created_at, a.key_id
            """;

    static final String REVOKE_KEY = """
            WITH revoked AS (
              UPDATE api_keys SET revoked_at = now()
              WHERE key_id = $1 AND revoked_at IS NULL
              RETURNING key_id, merchant_id, name, hint)
            INSERT INTO operator_audit (audit_id, merchant_id, actor, action, detail)
            SELECT $2, r.merchant_id, $3, 'key.revoked', r.name || ' ' || r.hint FROM revoked r
            """;

    private static final StatementOwner OPERATOR = new StatementOwner.Job("an operator");

    private final Queries queries;
    private final Supplier<UUID> ids;

    /** @param ids of the audit's lines */
    public ApiKeyStore(Queries queries, Supplier<UUID> ids) {
        this.queries = queries;
        this.ids = ids;
    }

    /** Records a new key; failed if there is no such merchant or the key exists. */
    public Future<Void> create(ApiKey key, String actor) {
        Tuple parameters = Tuple.tuple()
                .addUUID(key.id())
                .addBuffer(Buffer.buffer(key.hmac()))
                .addInteger(key.merchantId())
                .addString(key.name())
                .addString(key.hint())
                .addArrayOfString(key.scopes().toArray(String[]::new))
                .addOffsetDateTime(key.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(offset(key.expiresAt()))
                .addUUID(ids.get())
                .addString(actor);
        return queries.write(OPERATOR, CREATE_KEY, parameters).mapEmpty();
    }

    /** A merchant's keys, the oldest first, revoked ones too. */
    public Future<List<ApiKey>> list(int merchantId) {
        return queries.read(OPERATOR, LIST_KEYS, Tuple.of(merchantId)).map(rows -> {
            List<ApiKey> keys = new ArrayList<>(rows.size());
            rows.forEach(row -> keys.add(ApiKeyRows.apiKey(row)));
            return keys;
        });
    }

    /**
     * Revokes a key permanently.
     *
     * @return whether there was such a key, not revoked yet
     */
    public Future<Boolean> revoke(UUID keyId, String actor) {
        return queries.write(OPERATOR, REVOKE_KEY, Tuple.of(keyId, ids.get(), actor))
                .map(rows -> rows.rowCount() == 1);
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
