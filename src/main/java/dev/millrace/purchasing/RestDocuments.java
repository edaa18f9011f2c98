package dev.millrace.purchasing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.wire.JsonWriter;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The JSON that goes to a supplier and comes back. What is not known in it is passed over: suppliers grow too. */
final class RestDocuments {
    private static final int DEPTH_MAX = 32;
    private static final int BYTES_PER_LINE = 96;
    private static final String NOT_KNOWN = "unknown_purchase_order";
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RestDocuments() {}

    /** A purchase order; the same bytes at every attempt. */
    static byte[] submission(Dispatch dispatch, @Nullable URI callback) {
        JsonWriter json = new JsonWriter(BYTES_PER_LINE * (dispatch.lines().size() + 3));
        json.beginObject();
        json.name("number").string(dispatch.number());
        json.name("created_at").instant(dispatch.createdAt());
        if (callback != null) {
            json.name("callback_url").string(callback.toString());
        }
        json.name("lines").beginArray();
        for (Dispatch.Line line : dispatch.lines()) {
            json.beginObject();
            json.name("sku").string(line.sku());
            json.name("quantity").number(line.quantity());
            json.endObject();
        }
        json.endArray().endObject();
        return json.toBytes();
    }

    /** What a supplier says of a purchase order, or null if the bytes say nothing of the kind. */
    static @Nullable PurchaseOrderReport statement(byte[] bytes) {
        JsonNode json = read(bytes);
        return PurchaseOrderReport.of(
                text(json, "number"),
                text(json, "status"),
                text(json, "reference"),
                text(json, "expected_at"),
                text(json, "reason"));
    }

    /** Why something was refused, or null: {@code detail} of a problem, or {@code reason}. */
    static @Nullable String reason(byte[] bytes) {
        JsonNode json = read(bytes);
        String detail = text(json, "detail");
        return detail == null ? text(json, "reason") : detail;
    }

    /** Whether this says that the supplier does not know the number; a 404 alone may be any web server's. */
    static boolean saysNotKnown(byte[] bytes) {
        return NOT_KNOWN.equals(text(read(bytes), "code"));
    }

    private static @Nullable JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException _) {
            return null;
        }
    }

    private static @Nullable String text(@Nullable JsonNode json, String field) {
        JsonNode value = json == null ? null : json.get(field);
        return value == null || !value.isTextual() ? null : value.textValue();
    }
}
