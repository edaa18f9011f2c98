package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** API keys by their HMAC, coalesced. One for each event loop; failures as {@link Coalescer#read}'s. */
public final class ApiKeyReads {
    static final String KEYS_BY_HMAC = """
            SELECT a.key_id, a.key_hmac, a.merchant_id, a.name, a.hint, a.scopes, a.created_at, a.expires_at, a.revoked_at
            FROM unnest($1::bytea[]) AS k (key_hmac)
            JOIN api_keys a ON a.key_hmac = k.key_hmac
            """;

    private final Queries queries;
    private final StatementOwner gathered = new StatementOwner.Gathered();
    private final Coalescer<Buffer, ApiKey> byHmac;

    public ApiKeyReads(Queries queries, ReadConfig limits) {
        this.queries = queries;
        this.byHmac = new Coalescer<>(Function.identity(), this::query, limits);
    }

    /**
     * The key with this HMAC, good or not: the caller looks at its dates.
     *
     * @param hmac 32 bytes
     */
    public Future<Optional<ApiKey>> byHmac(byte[] hmac) {
        return byHmac.read(Buffer.buffer(hmac));
    }

    private Future<Map<Buffer, ApiKey>> query(List<Buffer> hmacs) {
        return ScopedKeys.byKey(
                queries.read(gathered, KEYS_BY_HMAC, Tuple.tuple().addArrayOfBuffer(hmacs.toArray(Buffer[]::new))),
                row -> row.getBuffer("key_hmac"),
                ApiKeyRows::apiKey);
    }
}
