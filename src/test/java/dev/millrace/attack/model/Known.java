package dev.millrace.attack.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.domain.model.DerivedIds;
import dev.millrace.wire.TypeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client has learned from the service: which id an order got, and what was first said under each key. */
final class Known {
    private final String history;
    private final Map<Key, String> idsByKey = new HashMap<>();
    private final Map<String, UUID> modelIds = new HashMap<>();
    private final Map<UUID, String> realIds = new HashMap<>();
    private final Map<UUID, UUID> replenishments = new HashMap<>();
    private final Map<Long, UUID> drafts = new TreeMap<>();
    private final Map<String, List<Answer>> first = new HashMap<>();

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

    /** Takes note of the id that something got which the model calls otherwise; the first one counts. */
    void called(String id, UUID modelId) {
        if (realIds.putIfAbsent(modelId, id) == null) {
            modelIds.putIfAbsent(id, modelId);
        }
    }

    boolean isKnown(String id) {
        return modelIds.containsKey(id);
    }

    /** The id of what the model calls so; that of nothing if the client never heard of it. */
    String purchaseId(UUID modelId) {
        return realIds.getOrDefault(modelId, TypeId.PURCHASE_ORDER.of(modelId));
    }

    /** The model must call replenishments as they are called in truth, since their ids decide which is the newest. */
    Map<UUID, UUID> replenishments() {
        return replenishments;
    }

    /** Takes note of what is bought for the lines of an order that one command added. */
    void bought(UUID command, Iterable<JsonNode> newLines) {
        int ordinal = 0;
        for (JsonNode line : newLines) {
            if (line.has("replenishment")) {
                String id = line.path("replenishment").path("id").asText();
                replenishments.putIfAbsent(
                        DerivedIds.derive(command, ordinal++), Objects.requireNonNull(TypeId.REPLENISHMENT.parse(id)));
            }
        }
    }

    /** If that event makes a purchase order that nobody knows, the model calls it so. */
    void mayMakeADraft(long number, UUID modelId) {
        drafts.put(number, modelId);
    }

    /** Numbers of events that may make a draft, and how the model calls it; they are looked at once. */
    Map<Long, UUID> takeDrafts() {
        Map<Long, UUID> taken = new TreeMap<>(drafts);
        drafts.clear();
        return taken;
    }

    /** Takes note of the id that an order got; the first one counts. */
    void ordered(Key key, String orderId) {
        if (idsByKey.putIfAbsent(key, orderId) == null) {
            modelIds.putIfAbsent(orderId, key.orderId());
        }
    }

    /** Takes note of an answer under a key that was not a repetition. */
    void said(String kind, Key key, Answer answer) {
        first.computeIfAbsent(kind + " " + key, _ -> new ArrayList<>()).add(answer);
    }

    /** What was said under a key before it was repeated: once, or also of what was so already, which uses no key up. */
    List<Answer> first(String kind, Key key) {
        return first.getOrDefault(kind + " " + key, List.of());
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
