package dev.millrace.attack.model;

import dev.millrace.wire.TypeId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client has learned from the service: which id an order got, and what was first said under each key. */
final class Known {
    private final String history;
    private final Map<Key, String> idsByKey = new HashMap<>();
    private final Map<String, UUID> modelIds = new HashMap<>();
    private final Map<String, Answer> first = new HashMap<>();

    /** @param history the journal's */
    Known(String history) {
        this.history = history;
    }

    String history() {
        return history;
    }

    /** The order's id; that of no order if none was placed under the key. */
    String orderId(Key key) {
        return idsByKey.getOrDefault(key, TypeId.ORDER.of(key.orderId()));
    }

    /** How the model calls a thing, or else the id itself. */
    String modelId(String id) {
        UUID modelId = modelIds.get(id);
        return modelId == null ? id : modelId.toString();
    }

    /** Takes note of the id that something got which the model calls otherwise. */
    void called(String id, UUID modelId) {
        modelIds.putIfAbsent(id, modelId);
    }

    /** Takes note of the id that an order got; the first one counts. */
    void ordered(Key key, String orderId) {
        if (idsByKey.putIfAbsent(key, orderId) == null) {
            modelIds.putIfAbsent(orderId, key.orderId());
        }
    }

    /** Takes note of the first answer under a key. */
    void said(String kind, Key key, Answer answer) {
        first.putIfAbsent(kind + " " + key, answer);
    }

    /** What was first said under a key, or null. */
    @Nullable
    Answer first(String kind, Key key) {
        return first.get(kind + " " + key);
    }

    /** The same text with orders called by their keys. */
    String readable(String text) {
        String readable = text;
        for (Map.Entry<Key, String> order : idsByKey.entrySet()) {
            readable = readable.replace(order.getValue(), "{order " + order.getKey() + "}")
                    .replace(order.getKey().orderId().toString(), "order " + order.getKey());
        }
        return readable;
    }

    /** The number in an ETag of this history, told as the model does. */
    String version(@Nullable String entityTag) {
        String start = "\"" + history + "-";
        return entityTag != null && entityTag.startsWith(start) && entityTag.endsWith("\"")
                ? " @" + entityTag.substring(start.length(), entityTag.length() - 1)
                : " with the tag " + entityTag;
    }
}
