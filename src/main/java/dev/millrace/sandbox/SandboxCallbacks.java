package dev.millrace.sandbox;

import dev.millrace.config.Backoff;
import dev.millrace.config.Secret;
import dev.millrace.purchasing.RequestSignature;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the buyer what happened, signed, and again until it is heard. Belongs to one event loop. */
final class SandboxCallbacks {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxCallbacks.class);
    private static final int ATTEMPTS_MAX = 12;
    private static final int PENDING_MAX = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    private final Vertx vertx;
    private final Secret secret;
    private final InstantSource clock;
    private final HttpClient client;
    private int pending;
    private long given;
    private long givenUp;

    SandboxCallbacks(Vertx vertx, Secret secret, InstantSource clock) {
        this.vertx = vertx;
        this.secret = secret;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) TIMEOUT.toMillis()));
    }

    /** Callbacks that were answered with success. */
    long given() {
        return given;
    }

    /** Callbacks that nobody wanted to hear. */
    long givenUp() {
        return givenUp;
    }

    Future<Void> close() {
        return client.close();
    }

    /** @param key the same at every attempt, so that the buyer can tell a repetition */
    void tell(URI callback, String key, byte[] notice) {
        if (pending >= PENDING_MAX) {
            givenUp++;
            return;
        }
        pending++;
        attempt(callback, key, notice, 1);
    }

    private void attempt(URI callback, String key, byte[] notice, int attempt) {
        send(callback, key, notice).onComplete(result -> {
            if (result.succeeded() && result.result() / 100 == 2) {
                pending--;
                given++;
            } else if (attempt >= ATTEMPTS_MAX) {
                pending--;
                givenUp++;
                LOG.warn("The buyer did not take the callback {} in {} attempts", key, attempt);
            } else {
                long delay = Math.max(1, BACKOFF.delay(attempt).toMillis());
                vertx.setTimer(delay, _ -> attempt(callback, key, notice, attempt + 1));
            }
        });
    }

    private Future<Integer> send(URI callback, String key, byte[] notice) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(callback.toString())
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", key);
        return client.request(options).compose(request -> {
            if (secret.isPresent()) {
                request.putHeader(
                        RequestSignature.HEADER,
                        RequestSignature.sign(secret, clock.instant(), "POST", request.getURI(), notice));
            }
            return request.send(Buffer.buffer(notice))
                    .compose(response -> response.end().map(response.statusCode()));
        });
    }
}
