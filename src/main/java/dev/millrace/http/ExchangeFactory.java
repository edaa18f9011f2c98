package dev.millrace.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Begins exchanges: gives each request its id, its time and its deadline. Belongs to one event loop. */
final class ExchangeFactory {
    private final Vertx vertx;
    private final ApiConfig config;
    private final RequestListener listener;
    private final Listeners shared;
    private final RequestIds requestIds = new RequestIds(RandomGenerator.of("L128X256MixRandom"));

    ExchangeFactory(Vertx vertx, ApiConfig config, RequestListener listener, Listeners shared) {
        this.vertx = vertx;
        this.config = config;
        this.listener = listener;
        this.shared = shared;
    }

    Exchange begin(HttpServerRequest http) {
        String requestId = requestIds.of(http.getHeader(HeaderNames.REQUEST_ID));
        long deadlineNanos =
                System.nanoTime() + config.timeouts().requestDeadline().toNanos();
        return new Exchange(vertx, http, new Arrival(requestId, Instant.now(), deadlineNanos), listener, shared);
    }
}
