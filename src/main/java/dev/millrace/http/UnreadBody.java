package dev.millrace.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads over what still comes of a body after its request was answered. To close at once would make the client's system
 * throw the answer away before the client sees it. Who sends on for too much or too long is cut off.
 */
final class UnreadBody {
    private static final long BYTES_MAX = 8L * 1024 * 1024;
    private static final long MILLIS_MAX = 5_000;
    /** What a part costs at least, however small, so that chunks of a byte are not read over by the million. */
    private static final int PART_BYTES_LEAST = 1_024;

    private final HttpServerRequest http;
    private long bytes;

    private UnreadBody(HttpServerRequest http) {
        this.http = http;
    }

    /** @param close whether the connection ends with the body */
    static void readOver(Vertx vertx, HttpServerRequest http, boolean close) {
        UnreadBody body = new UnreadBody(http);
        long timer = vertx.setTimer(MILLIS_MAX, _ -> body.close());
        http.handler(body::count)
                .exceptionHandler(_ -> vertx.cancelTimer(timer))
                .endHandler(_ -> {
                    vertx.cancelTimer(timer);
                    if (close) {
                        body.close();
                    }
                })
                .resume();
    }

    private void count(Buffer part) {
        bytes += Math.max(PART_BYTES_LEAST, part.length());
        if (bytes > BYTES_MAX) {
            close();
        }
    }

    private void close() {
        http.connection().close();
    }
}
