package dev.millrace.http;

import io.vertx.core.http.HttpHeaders;

/** Names of headers that the API reads or writes, in a form that Netty writes without encoding them again. */
public final class HeaderNames {
    public static final CharSequence ALLOW = HttpHeaders.createOptimized("Allow");
    public static final CharSequence AUTHORIZATION = HttpHeaders.createOptimized("Authorization");
    public static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    public static final CharSequence CONNECTION = HttpHeaders.createOptimized("Connection");
    public static final CharSequence CONTENT_DISPOSITION = HttpHeaders.createOptimized("Content-Disposition");
    public static final CharSequence CONTENT_LENGTH = HttpHeaders.createOptimized("Content-Length");
    public static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    public static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");
    public static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    public static final CharSequence DATE = HttpHeaders.createOptimized("Date");
    public static final CharSequence ETAG = HttpHeaders.createOptimized("ETag");
    public static final CharSequence EXPECT = HttpHeaders.createOptimized("Expect");
    public static final CharSequence HOST = HttpHeaders.createOptimized("Host");
    public static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("Idempotency-Key");
    public static final CharSequence IDEMPOTENT_REPLAYED = HttpHeaders.createOptimized("Idempotent-Replayed");
    public static final CharSequence IF_MATCH = HttpHeaders.createOptimized("If-Match");
    public static final CharSequence IF_NONE_MATCH = HttpHeaders.createOptimized("If-None-Match");
    public static final CharSequence LOCATION = HttpHeaders.createOptimized("Location");
    public static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    public static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("Request-Id");
    public static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    public static final CharSequence TRANSFER_ENCODING = HttpHeaders.createOptimized("Transfer-Encoding");
    public static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("WWW-Authenticate");

    private HeaderNames() {}
}
