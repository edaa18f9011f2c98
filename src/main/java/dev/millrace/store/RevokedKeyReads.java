package dev.millrace.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which API keys were revoked lately, by the database's clock. It is asked again and again, for more than the time
 * since it was asked last: a revocation counts from the time at which its transaction began, and shows when that commits.
 */
public final class RevokedKeyReads {
    /** More than are revoked between two looks; if there are more, the newest are told. */
    static final int KEYS_MAX = 10_000;

    static final String REVOKED_LATELY = """
            SELECT a.key_hmac
            FROM api_keys a
            WHERE a.revoked_at > now() - make_interval(secs => $1)
            ORDER BY a.revoked_at DESC
            LIMIT $2
            """;

    private static final StatementOwner HOLDER = new StatementOwner.Job("revoked keys");

    private final Queries queries;

    public RevokedKeyReads(Queries queries) {
        this.queries = queries;
    }

    /**
     * The HMACs of the keys that were revoked within that time, 10,000 at most.
     *
     * @return failed with an {@link OperationFailure} if the database cannot tell
     */
    public Future<List<byte[]>> within(Duration time) {
        return queries.read(HOLDER, REVOKED_LATELY, Tuple.of((double) time.toSeconds(), KEYS_MAX))
                .map(rows -> {
                    List<byte[]> hmacs = new ArrayList<>(rows.size());
                    rows.forEach(row -> hmacs.add(row.getBuffer("key_hmac").getBytes()));
                    return hmacs;
                });
    }
}
