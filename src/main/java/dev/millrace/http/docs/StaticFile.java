package dev.millrace.http.docs;

import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Endpoint;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.Preconditions;
import dev.millrace.http.SharedBuffer;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that is part of the program, from memory that all answers share. Clients ask again each time and are mostly told
 * 304.
 */
final class StaticFile implements Endpoint {
    private static final int TAG_BYTES = 8;

    private final ApiResponse whole;
    private final ApiResponse unchanged;
    private final String entityTag;

    /**
     * A file.
     *
     * @param policy its Content-Security-Policy
     */
    StaticFile(String contentType, String policy, byte[] bytes) {
        entityTag = "\"" + HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES) + "\"";
        whole = withHeaders(ApiResponse.of(200, contentType, bytes, new SharedBuffer(bytes)), policy);
        unchanged = withHeaders(ApiResponse.empty(304), policy);
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        return Future.succeededFuture(Preconditions.isKnown(request, entityTag) ? unchanged : whole);
    }

    private ApiResponse withHeaders(ApiResponse response, String policy) {
        return response.with(HeaderNames.ETAG, entityTag)
                .with(HeaderNames.CACHE_CONTROL, "no-cache")
                .with(HeaderNames.CONTENT_SECURITY_POLICY, policy)
                .with(HeaderNames.CONTENT_TYPE_OPTIONS, "nosniff");
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
