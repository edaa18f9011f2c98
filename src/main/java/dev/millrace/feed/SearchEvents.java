package dev.millrace.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.millrace.wire.TypeId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads from journal rows what the search wants to know, and skips the rest. An event named {@code order.…} that is not a
 * decision changes an order if its data holds one; so a later kind of event needs no change here.
 */
final class SearchEvents {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> DECISIONS = Set.of("order.placed", "order.rejected");
    private static final String FILL = "order.backorders_filled";

    private final SearchChanges changes;
    private String lastTimeText = "";
    private String eventTime = "";
    /** Of the order that was read last. */
    private long waitingUnits;

    private Instant lastTime = Instant.EPOCH;

    /** @param changes takes what is read */
    SearchEvents(SearchChanges changes) {
        this.changes = changes;
    }

    /**
     * Adds what a row's events change.
     *
     * @param events as UTF-8: most of it is read over, and is never made a string
     * @throws IllegalStateException if the text is no array of events
     */
    void read(byte[] events) {
        try (JsonParser parser = JSON.createParser(events)) {
            expect(parser.nextToken() == JsonToken.START_ARRAY, "an array");
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                readEvent(parser);
            }
            expect(parser.currentToken() == JsonToken.END_ARRAY, "the end of the array");
        } catch (IOException malformed) {
            throw new IllegalStateException("a journal row is no JSON", malformed);
        }
    }

    private void readEvent(JsonParser parser) throws IOException {
        String type = null;
        eventTime = "";
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            if (field.equals("type")) {
                type = parser.nextTextValue();
            } else if (field.equals("at")) {
                eventTime = Objects.requireNonNull(parser.nextTextValue(), "an event has a time");
            } else if (field.equals("data")) {
                parser.nextToken();
                readData(Objects.requireNonNull(type, "an event's type stands before its data"), parser);
            } else {
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }

    private void readData(String type, JsonParser parser) throws IOException {
        if (DECISIONS.contains(type)) {
            changes.decided(readOrder(parser));
        } else if (type.startsWith("order.")) {
            readChangedOrder(type, parser);
        } else {
            parser.skipChildren();
        }
    }

    private void readChangedOrder(String type, JsonParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("order")) {
                SearchedOrder order = readOrder(parser);
                changes.changed(order.number(), order.status());
                if (type.equals(FILL) && waitingUnits == 0) {
                    changes.filled(Duration.between(order.createdAt(), Instant.parse(eventTime)));
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private SearchedOrder readOrder(JsonParser parser) throws IOException {
        expect(parser.currentToken() == JsonToken.START_OBJECT, "an order");
        @Nullable String id = null;
        @Nullable String status = null;
        @Nullable String customerRef = null;
        @Nullable Instant createdAt = null;
        long number = 0;
        Set<String> skus = new HashSet<>();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "id" -> id = parser.getText();
                case "status" -> status = parser.getText();
                case "customer_ref" -> customerRef = textOrNull(parser);
                case "created_at" -> createdAt = time(parser.getText());
                case "journal_number" -> number = parser.getLongValue();
                case "lines" -> readSkus(parser, skus);
                default -> parser.skipChildren();
            }
        }
        expect(id != null && status != null && createdAt != null && number > 0, "a whole order");
        return new SearchedOrder(
                number,
                orderId(id),
                Objects.requireNonNull(status),
                customerRef,
                Objects.requireNonNull(createdAt),
                skus);
    }

    private void readSkus(JsonParser parser, Set<String> skus) throws IOException {
        waitingUnits = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals("sku")) {
                    skus.add(parser.getText());
                } else if (field.equals("backordered")) {
                    waitingUnits += parser.getLongValue();
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /** Orders that arrived in the same millisecond share the work. */
    private Instant time(String text) {
        if (!text.equals(lastTimeText)) {
            lastTime = Instant.parse(text);
            lastTimeText = text;
        }
        return lastTime;
    }

    private static UUID orderId(@Nullable String id) {
        UUID orderId = id == null ? null : TypeId.ORDER.parse(id);
        expect(orderId != null, "an order's id");
        return Objects.requireNonNull(orderId);
    }

    private static @Nullable String textOrNull(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("a journal row does not hold " + what + " where one is expected");
        }
    }
}
