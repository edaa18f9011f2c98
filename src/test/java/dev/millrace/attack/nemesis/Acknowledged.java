package dev.millrace.attack.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.ApiClient;
import dev.millrace.http.RawConnection.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Orders as a client was told of them, by their keys: what a database that was set back is held against. */
final class Acknowledged {
    private record Told(String order, Answer answer) {}

    private final Map<String, Told> orders = new LinkedHashMap<>();

    /** Places one, which must be taken. */
    Answer place(ApiClient client, String key, String order) {
        Answer answer = client.place(key, order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        orders.put(key, new Told(order, answer));
        return answer;
    }

    /** Places some of one unit each. */
    void placeSome(ApiClient client, String prefix, String sku, int count) {
        for (int order = 0; order < count; order++) {
            place(client, prefix + order, ApiClient.order(sku, 1));
        }
    }

    Set<String> keys() {
        return orders.keySet();
    }

    Answer answer(String key) {
        return Objects.requireNonNull(orders.get(key)).answer();
    }

    /** All of them can be read. */
    void assertThere(ApiClient client) {
        orders.forEach((key, told) ->
                assertThat(client.get(location(told.answer())).status()).as(key).isEqualTo(200));
    }

    /** None of them is known by id or key. */
    void assertGone(ApiClient client) {
        orders.forEach((key, told) -> {
            assertThat(client.get(location(told.answer())).status()).as(key).isEqualTo(404);
            assertThat(client.get("/v1/orders?idempotency_key=" + key).body())
                    .as(key)
                    .contains("\"orders\":[]");
        });
    }

    /** Repeated, each is told as before, byte for byte, with an ETag of the other history. */
    void assertToldAgain(ApiClient client, String history, String other) {
        orders.forEach((key, told) -> {
            Answer again = client.place(key, told.order());
            assertThat(again.header("Idempotent-Replayed")).as(key).isEqualTo("true");
            assertThat(again.body()).isEqualTo(told.answer().body());
            assertThat(tag(again)).isEqualTo(tag(told.answer()).replace(history, other));
        });
    }

    /** Repeated, each is decided as if for the first time. */
    void assertDecidedNow(ApiClient client) {
        orders.forEach((key, told) -> {
            Answer again = client.place(key, told.order());
            assertThat(again.status()).as(key).isEqualTo(201);
            assertThat(again.header("Idempotent-Replayed")).as(key).isEmpty();
            assertThat(location(again)).isNotEqualTo(location(told.answer()));
        });
    }

    static String tag(Answer order) {
        return order.required("ETag");
    }

    static String location(Answer order) {
        return order.required("Location");
    }

    /** The number of its last event. */
    static long number(Answer order) {
        String tag = tag(order);
        return Long.parseLong(tag.substring(tag.indexOf('-') + 1, tag.length() - 1));
    }
}
