package dev.millrace.http.docs;

import static dev.millrace.access.Traffic.OPEN;
import static dev.millrace.http.BodyRule.NONE;
import static io.vertx.core.http.HttpMethod.GET;

import dev.millrace.http.ApiConfig;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Route;
import io.vertx.core.Future;
import java.util.List;

/** The description of the API and, where it is switched on, the page to read it, to which {@code /} leads. */
public final class DocsRoutes {
    private static final ApiDocs DOCS = ApiDocs.load();
    private static final String PAGE = "/docs";
    /** Found: for now. A client that kept it for good would miss that the page was switched off. */
    private static final ApiResponse TO_PAGE = ApiResponse.empty(302).withLocation(PAGE);

    private DocsRoutes() {}

    /** The routes of any event loop; the files are in memory once. */
    public static List<Route> of(ApiConfig config) {
        Route description = new Route(GET, "/openapi.yaml", OPEN, NONE, DOCS.description());
        if (!config.docsEnabled()) {
            return List.of(description);
        }
        return List.of(
                description,
                new Route(GET, "/", OPEN, NONE, DocsRoutes::leadToPage),
                new Route(GET, PAGE, OPEN, NONE, DOCS.page()),
                new Route(GET, "/docs/{file}", OPEN, NONE, DOCS::file));
    }

    private static Future<ApiResponse> leadToPage(ApiRequest request) {
        return Future.succeededFuture(TO_PAGE);
    }
}
