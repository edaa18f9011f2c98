package dev.millrace.http.events;

import dev.millrace.feed.EventReader;
import dev.millrace.feed.EventsQuery;
import dev.millrace.feed.EventsResult;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Cursor;
import dev.millrace.http.Endpoint;
import dev.millrace.http.Parameters;
import dev.millrace.wire.JsonWriter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;

/** {@code GET /v1/events}: the journal, in order and without gaps, waiting for news where the client asks for it. */
public final class EventsHandler implements Endpoint {
    private static final Set<String> PARAMETERS = Set.of("after", "limit", "wait");
    private static final Cursor FROM_THE_FIRST = new Cursor(null, 0);
    private static final int TYPICAL_BYTES = 256;

    private final EventReader events;
    private final ApiConfig config;

    public EventsHandler(EventReader events, ApiConfig config) {
        this.events = events;
        this.config = config;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters parameters = Parameters.of(request, PARAMETERS);
        Cursor given = parameters.cursor("after");
        Cursor after = given == null ? FROM_THE_FIRST : given;
        int waitSeconds = parameters.integer(
                "wait", 0, (int) config.pages().eventsWaitMax().toSeconds(), 0);
        EventsQuery query = new EventsQuery(
                request.merchantId(),
                after.history(),
                after.number(),
                parameters.integer(
                        "limit", 1, config.pages().eventsMax(), config.pages().eventsDefault()),
                Duration.ofSeconds(waitSeconds));
        return events.read(query, request.clientGone()).map(EventsHandler::answer);
    }

    private static ApiResponse answer(EventsResult result) {
        return switch (result) {
            case EventsResult.Events(String history, long next, long head, byte[] events) -> {
                JsonWriter json = new JsonWriter(events.length + TYPICAL_BYTES);
                json.beginObject().name("events").beginArray();
                if (events.length > 0) {
                    json.raw(events);
                }
                json.endArray().name("next").string(Cursor.text(history, next));
                yield ApiResponse.json(
                        200, json.name("head").number(head).endObject().toBytes());
            }
            case EventsResult.HistoryGone(var _, long head) -> throw Cursor.historyGone(head);
        };
    }
}
