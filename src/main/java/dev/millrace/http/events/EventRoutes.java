package dev.millrace.http.events;

import static dev.millrace.access.Traffic.LIST;
import static dev.millrace.http.BodyRule.NONE;
import static io.vertx.core.http.HttpMethod.GET;

import dev.millrace.feed.Feed;
import dev.millrace.http.ApiConfig;
import dev.millrace.http.Route;
import java.util.List;

/** What there is under {@code /v1/events}. */
public final class EventRoutes {
    private EventRoutes() {}

    /** The routes of one event loop. */
    public static List<Route> of(Feed feed, ApiConfig config) {
        return List.of(new Route(GET, "/v1/events", LIST, NONE, new EventsHandler(feed.events(), config)));
    }
}
