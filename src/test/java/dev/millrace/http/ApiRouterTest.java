package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.Access;
import dev.millrace.access.AccessConfig;
import dev.millrace.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How the routes are mounted. What comes of it is seen over sockets, in {@link ApiRouterIT}. */
class ApiRouterTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final List<Route> ROUTES = AllRoutes.list();

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void mountsEveryRouteUnderItsTemplate() {
        assertThat(mounted().getRoutes().stream().map(io.vertx.ext.web.Route::getName))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(RequestListener.UNMATCHED),
                                ROUTES.stream().map(Route::path))
                        .toList());
    }

    @Test
    void looksAtEveryPathAsItWasSent() {
        assertThat(normalizing(mounted())).isEmpty();
    }

    @Test
    void wouldFindARouteThatNormalizes() {
        Router router = mounted();
        router.routeWithRegex("/forgotten").setName("/forgotten").handler(RoutingContext::next);
        assertThat(normalizing(router)).containsExactly("/forgotten");
    }

    @Test
    void letsTheRouterDecideNothingByMediaTypeOrGroup() {
        for (io.vertx.ext.web.Route route : mounted().getRoutes()) {
            assertThat(route.toString()).contains("consumes=null", "produces=null", "groups=null");
            assertThat(route.isRegexPath()).isEqualTo(!route.getName().equals(RequestListener.UNMATCHED));
        }
    }

    @Test
    void putsNothingInFrontThatHidesAnotherRoute() {
        for (Route front : ROUTES.stream().filter(Route::isInFront).toList()) {
            assertThat(ROUTES)
                    .filteredOn(other -> other.method().equals(front.method())
                            && front.template().matches(other.path()))
                    .containsExactly(front);
        }
        assertThat(ROUTES.stream().filter(Route::isInFront).map(route -> route.method() + " " + route.path()))
                .containsExactly("POST /v1/orders", "GET /v1/orders/{id}");
    }

    @Test
    void mountsNoPathThatAnEarlierOneHides() {
        for (int i = 0; i < ROUTES.size(); i++) {
            Route route = ROUTES.get(i);
            assertThat(ROUTES.subList(0, i))
                    .as("before %s %s", route.method(), route.path())
                    .noneMatch(earlier -> earlier.method().equals(route.method())
                            && earlier.template().matches(route.path()));
        }
    }

    /** The names of those that look at a path which was tidied up; only their text tells. */
    private static List<String> normalizing(Router router) {
        return router.getRoutes().stream()
                .filter(route -> !route.toString().contains("useNormalizedPath=false"))
                .map(io.vertx.ext.web.Route::getName)
                .toList();
    }

    private static Router mounted() {
        ApiConfig config = ApiConfig.defaults();
        Access access = new Access(
                AccessConfig.with(Secret.of("a pepper that is used in this test alone")),
                _ -> Future.succeededFuture(Optional.empty()),
                InstantSource.system(),
                System::nanoTime);
        ErrorResponder errors = new ErrorResponder(System::nanoTime);
        return ApiRouter.of(
                VERTX,
                ROUTES,
                new ExchangeFactory(VERTX, config, (_, _, _, _) -> {}, Listeners.of(config, MemoryConfig.defaults())),
                new RequestSteps(config, access, errors),
                errors);
    }
}
