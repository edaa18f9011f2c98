package dev.millrace.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From rows of {@code api_keys} to keys. */
final class ApiKeyRows {
    private ApiKeyRows() {}

    static ApiKey apiKey(Row row) {
        return new ApiKey(
                row.getUUID("key_id"),
                row.getBuffer("key_hmac").getBytes(),
                row.getInteger("merchant_id"),
                row.getString("name"),
                row.getString("hint"),
                Set.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
