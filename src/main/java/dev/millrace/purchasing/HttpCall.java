package dev.millrace.purchasing;

import dev.millrace.store.SupplierKey;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;

/**
 * One request to a supplier.
 *
 * @param supplier for whose places it counts
 * @param uri the whole address, with path and query
 * @param headers beside those of HTTP itself
 */
record HttpCall(
        SupplierKey supplier,
        HttpMethod method,
        URI uri,
        MultiMap headers,
        Buffer body,
        SupplierSettings.Timeouts timeouts) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    boolean isEncrypted() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** Without the brackets that stand around an IPv6 address in a URI. */
    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return uri.getPort() > 0 ? uri.getPort() : isEncrypted() ? HTTPS_PORT : HTTP_PORT;
    }

    /** What stands in the request line: path and query. */
    String target() {
        return targetOf(uri);
    }

    static String targetOf(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
