package dev.millrace.attack.nemesis;

import dev.millrace.ApiClient;
import dev.millrace.http.RawConnection.Answer;

/**
 * A command that a shopper sends, as often as it takes, always the same.
 *
 * @param shop number of the merchant
 * @param key its idempotency key; of a cancellation, the order
 */
record Wish(Kind kind, int shop, String key, String body) {
    /** What is wished. */
    enum Kind {
        PLACE,
        ADJUST,
        CANCEL
    }

    Answer send(ApiClient client) {
        return switch (kind) {
            case PLACE -> client.place(key, body);
            case ADJUST -> client.post("/v1/stock/adjustments", body, "Idempotency-Key: " + key);
            case CANCEL -> client.post("/v1/orders/" + key + "/cancel", body);
        };
    }

    /** Names it among all wishes. */
    String name() {
        return kind + " " + shop + " " + key;
    }
}
