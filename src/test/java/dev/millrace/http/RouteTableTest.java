package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.access.Traffic;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final Route bulk = route(HttpMethod.POST, "/v1/products/bulk");
    private final Route read = route(HttpMethod.GET, "/v1/products/{sku}");
    private final Route replace = route(HttpMethod.PUT, "/v1/products/{sku}");
    private final Route deactivate = route(HttpMethod.POST, "/v1/products/{sku}/deactivate");
    private final RouteTable table = new RouteTable(List.of(bulk, read, replace, deactivate));

    @Test
    void findsARouteByMethodAndPath() {
        assertThat(table.find(HttpMethod.GET, "/v1/products/a")).isEqualTo(found(read, "a"));
        assertThat(table.find(HttpMethod.PUT, "/v1/products/a")).isEqualTo(found(replace, "a"));
        assertThat(table.find(HttpMethod.POST, "/v1/products/a/deactivate")).isEqualTo(found(deactivate, "a"));
    }

    @Test
    void prefersAPathWithoutParameterButKnowsTheOther() {
        assertThat(table.find(HttpMethod.POST, "/v1/products/bulk"))
                .isEqualTo(new RouteTable.Match.Found(bulk, Map.of()));
        assertThat(table.find(HttpMethod.GET, "/v1/products/bulk")).isEqualTo(found(read, "bulk"));
    }

    @Test
    void findsForHeadWhatIsThereForGet() {
        assertThat(table.find(HttpMethod.HEAD, "/v1/products/a")).isEqualTo(found(read, "a"));
    }

    @Test
    void decodesASegmentOnceAfterItWasCut() {
        assertThat(table.find(HttpMethod.GET, "/v1/products/a%2Fdeactivate")).isEqualTo(found(read, "a/deactivate"));
        assertThat(table.find(HttpMethod.GET, "/v1/products/%252F")).isEqualTo(found(read, "%2F"));
        assertThat(table.find(HttpMethod.GET, "/v1/products/..")).isEqualTo(found(read, ".."));
        assertThat(table.find(HttpMethod.GET, "/v1/%70roducts/a")).isEqualTo(found(read, "a"));
    }

    @Test
    void takesABraceInAPathForABrace() {
        assertThat(table.find(HttpMethod.GET, "/v1/products/{sku}")).isEqualTo(found(read, "{sku}"));
    }

    @Test
    void namesTheOtherMethodsOfAPath() {
        assertThat(table.find(HttpMethod.DELETE, "/v1/products/a"))
                .isEqualTo(new RouteTable.Match.OtherMethods("GET, HEAD, PUT"));
    }

    @Test
    void findsNothingBesideItsPaths() {
        for (String path :
                List.of("", "*", "/", "/v1", "/v1/products/", "/v1//products/a", "/v1/products/a/", "v1/products/a")) {
            assertThat(table.find(HttpMethod.GET, path)).as(path).isEqualTo(new RouteTable.Match.Nothing());
        }
    }

    @Test
    void refusesEscapesThatAreNone() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> table.find(HttpMethod.GET, "/v1/products/%2"));
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_CHARACTER);
    }

    private static RouteTable.Match found(Route route, String sku) {
        return new RouteTable.Match.Found(route, Map.of("sku", sku));
    }

    private static Route route(HttpMethod method, String path) {
        return new Route(method, path, Traffic.OPEN, BodyRule.NONE, _ -> Future.failedFuture("not called"));
    }
}
