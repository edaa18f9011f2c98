package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.access.Traffic;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.PurchaseOrder;
import dev.millrace.domain.model.PurchaseOrderStep;
import dev.millrace.domain.model.Replenishment;
import dev.millrace.http.suppliers.ConnectionDocument;
import dev.millrace.purchasing.GatherPolicy;
import dev.millrace.purchasing.SupplierSettings.Timeouts;
import dev.millrace.wire.EnumNames;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The description and the program say the same. */
class OpenApiTest {
    private static final OpenApi API = OpenApi.load();
    private static final List<Route> ROUTES = AllRoutes.list();

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> described = new TreeSet<>();
        API.document()
                .get("paths")
                .forEachEntry((path, methods) -> methods.propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> served = ROUTES.stream()
                .filter(OpenApiTest::isDescribed)
                .map(route -> route.method().name() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void wantsAKeyForEveryRouteAndFromSuppliersTheirSignature() {
        assertThat(API.document().get("security").toString()).isEqualTo("[{\"api_key\":[]}]");
        for (Route route : described()) {
            JsonNode security = operation(route).get("security");
            if (route.scope() == null) {
                assertThat(security.toString()).isEqualTo("[{\"supplier_signature\":[]}]");
            } else {
                assertThat(security).isNull();
            }
        }
    }

    @Test
    void letsNobodySendABodyWhoShowsNothingBefore() {
        for (Route route : ROUTES) {
            boolean takesBody = route.body() != BodyRule.NONE;
            assertThat(takesBody && route.scope() == null && route.head() == HeadRule.NONE)
                    .as(route.method() + " " + route.path())
                    .isFalse();
        }
    }

    @Test
    void hasNoPageWhereItIsSwitchedOff() {
        List<String> paths = AllRoutes.withoutDocs().stream().map(Route::path).toList();
        assertThat(paths).contains("/openapi.yaml").doesNotContain("/").noneMatch(path -> path.startsWith("/docs"));
        assertThat(ROUTES).hasSize(paths.size() + 3);
    }

    /** What answers in pages is counted as a list, what changes something as a write; what needs no key as nobody's. */
    @Test
    void countsEveryRouteWithItsKind() {
        for (Route route : described()) {
            Traffic expected = !route.method().equals(HttpMethod.GET)
                    ? Traffic.WRITE
                    : answersInPages(route) ? Traffic.LIST : Traffic.READ;
            assertThat(route.traffic())
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(operation(route).has("security") ? Traffic.OPEN : expected);
        }
    }

    @Test
    void tellsOfLimitsWhereverTheyCount() {
        for (Route route : described()) {
            String limited =
                    operation(route).path("responses").path("429").path("$ref").asString("");
            assertThat(limited)
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(route.traffic() == Traffic.OPEN ? "" : "#/components/responses/RateLimited");
        }
    }

    private static boolean answersInPages(Route route) {
        String path = "/paths/" + route.path().replace("/", "~1");
        return API.at(path + "/get/responses/200/content/application~1json/schema")
                .at("/properties/next")
                .isObject();
    }

    private static boolean isDescribed(Route route) {
        return route.path().startsWith("/v1/");
    }

    private static List<Route> described() {
        return ROUTES.stream().filter(OpenApiTest::isDescribed).toList();
    }

    @Test
    void namesABodyExactlyWhereARouteTakesOne() {
        for (Route route : described()) {
            JsonNode body = operation(route).get("requestBody");
            List<String> types =
                    body == null ? List.of() : List.copyOf(body.get("content").propertyNames());
            boolean required = body != null && body.get("required").asBoolean();
            switch (route.body()) {
                case NONE -> assertThat(types).as(route.path()).isEmpty();
                case JSON -> assertThat(types).as(route.path()).containsExactly(MediaTypes.JSON);
                case OPTIONAL_JSON -> assertThat(types).as(route.path()).containsExactly(MediaTypes.JSON);
                case NDJSON -> assertThat(types).as(route.path()).containsExactly(MediaTypes.NDJSON);
            }
            assertThat(required)
                    .as(route.path())
                    .isEqualTo(route.body() == BodyRule.JSON || route.body() == BodyRule.NDJSON);
        }
    }

    @Test
    void namesEveryProblemThatTheProgramKnowsAndNoOther() {
        List<String> described = new ArrayList<>();
        API.at("/components/schemas/ProblemCode/enum").forEach(code -> described.add(code.asString()));
        assertThat(described)
                .containsExactlyElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::text)
                        .toList());
    }

    @Test
    void namesEveryStatusAndEveryEventOfAPurchaseOrder() {
        assertThat(words("/components/schemas/PurchaseOrderStatus/enum"))
                .containsExactlyElementsOf(Arrays.stream(PurchaseOrder.Status.values())
                        .map(EnumNames::of)
                        .toList());
        assertThat(words("/components/schemas/ReplenishmentStatus/enum"))
                .containsExactlyElementsOf(Arrays.stream(Replenishment.Status.values())
                        .map(EnumNames::of)
                        .toList());
        assertThat(words("/components/schemas/EventType/enum"))
                .containsAll(Arrays.stream(PurchaseOrderStep.values())
                        .map(step -> "purchase_order." + EnumNames.of(step))
                        .toList());
    }

    private static List<String> words(String pointer) {
        List<String> words = new ArrayList<>();
        API.at(pointer).forEach(word -> words.add(word.asString()));
        return words;
    }

    @Test
    void pointsNowhereElseThanToWhatItHas() {
        List<String> dangling = new ArrayList<>();
        references(API.document(), reference -> {
            if (API.document().at(reference.substring(1)).isMissingNode()) {
                dangling.add(reference);
            }
        });
        assertThat(dangling).isEmpty();
    }

    @Test
    void hasNothingThatNobodyUses() {
        Set<String> used = new TreeSet<>();
        references(API.document(), used::add);
        Set<String> unused = new TreeSet<>();
        API.document()
                .get("components")
                .forEachEntry((sort, things) -> things.propertyNames().forEach(name -> {
                    String reference = "#/components/" + sort + "/" + name;
                    if (!used.contains(reference) && !sort.equals("securitySchemes")) {
                        unused.add(name);
                    }
                }));
        // The lines of NDJSON have no place for a schema; their descriptions name it. Allow comes with any 405.
        assertThat(unused).containsExactlyInAnyOrder("Allow", "BulkAnswer");
    }

    @TestFactory
    List<DynamicTest> showsExamplesThatFitTheirSchemas() {
        List<DynamicTest> tests = new ArrayList<>();
        collectExamples(API.document(), "", tests);
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    @Test
    void saysTheTitlesAndStatusesThatTheProgramDoes() {
        forEachProblemExample(problem -> {
            ProblemCode code =
                    ProblemCode.valueOf(problem.get("code").asString().toUpperCase(Locale.ROOT));
            assertThat(problem.get("title").asString()).isEqualTo(code.title());
            assertThat(problem.get("status").asInt()).isEqualTo(code.status());
            assertThat(problem.get("type").asString()).isEqualTo(code.type());
        });
    }

    @Test
    void saysTheLimitsThatTheProgramHas() {
        ApiConfig config = ApiConfig.defaults();
        assertThat(number("/components/schemas/NewOrder/properties/lines/maxItems"))
                .isEqualTo(Limits.ORDER_LINES_MAX);
        assertThat(number("/components/schemas/NewOrder/properties/customer_ref/maxLength"))
                .isEqualTo(Limits.CUSTOMER_REF_CHARACTERS_MAX);
        assertThat(number("/components/schemas/NewOrderLine/properties/quantity/maximum"))
                .isEqualTo(Limits.QUANTITY_MAX);
        assertThat(number("/components/schemas/SkuText/maxLength")).isEqualTo(Limits.SKU_CHARACTERS_MAX);
        assertThat(number("/components/schemas/Money/properties/amount/maximum"))
                .isEqualTo(Limits.PRICE_MAX);
        assertThat(number("/components/schemas/ProductName/maxLength")).isEqualTo(Limits.NAME_CHARACTERS_MAX);
        assertThat(number("/components/schemas/SupplierIdOrNone/maxLength"))
                .isEqualTo(Limits.SUPPLIER_ID_CHARACTERS_MAX);
        assertThat(number("/components/schemas/SurplusOrDefault/maximum")).isEqualTo(Limits.SURPLUS_BPS_MAX);
        assertThat(number("/components/schemas/SurplusOrDefault/default")).isEqualTo(Limits.SURPLUS_BPS_DEFAULT);
        assertThat(number("/components/schemas/BackorderMaxOrDefault/maximum")).isEqualTo(Limits.BACKORDER_MAX_MAX);
        assertThat(number("/components/schemas/BackorderMaxOrDefault/default")).isEqualTo(Limits.BACKORDER_MAX_DEFAULT);
        assertThat(number("/components/schemas/NewAdjustment/properties/lines/maxItems"))
                .isEqualTo(Limits.ADJUSTMENT_LINES_MAX);
        assertThat(number("/components/schemas/NewAdjustmentLine/properties/set/maximum"))
                .isEqualTo(Limits.ON_HAND_MAX);
        String connection = "/components/schemas/NewSupplierConnection/properties/";
        assertThat(number(connection + "address/maxLength")).isEqualTo(ConnectionDocument.ADDRESS_CHARACTERS_MAX);
        assertThat(number(connection + "secret/minLength")).isEqualTo(ConnectionDocument.SECRET_CHARACTERS_MIN);
        assertThat(number(connection + "secret/maxLength")).isEqualTo(ConnectionDocument.SECRET_CHARACTERS_MAX);
        assertThat(number("/components/schemas/NewGatherSettings/properties/interval_seconds/maximum"))
                .isEqualTo(GatherPolicy.Interval.MAX.toSeconds());
        assertThat(number("/components/schemas/NewGatherSettings/properties/units/maximum"))
                .isEqualTo(Limits.BACKORDER_MAX_MAX);
        assertThat(number(connection + "exchange_timeout_ms/maximum")).isEqualTo(Timeouts.EXCHANGE_MAX.toMillis());
        assertThat(number(connection + "exchange_timeout_ms/default"))
                .isEqualTo(Timeouts.defaults().exchange().toMillis());
        assertThat(number(connection + "connect_timeout_ms/default"))
                .isEqualTo(Timeouts.defaults().connect().toMillis());
        assertThat(number("/components/schemas/LineNumber/maximum")).isEqualTo(Limits.ORDER_LINES_MAX - 1);
        assertThat(number("/components/schemas/LineUnits/properties/quantity/maximum"))
                .isEqualTo(Limits.QUANTITY_MAX);
        for (String lines : new String[] {"OrderEdit", "NewShipment", "NewReturn"}) {
            assertThat(number("/components/schemas/" + lines + "/properties/lines/maxItems"))
                    .isEqualTo(Limits.ORDER_LINES_MAX);
        }
        assertThat(number("/components/schemas/NewReceipt/properties/lines/maxItems"))
                .isEqualTo(Limits.RECEIPT_LINES_MAX);
        assertThat(number("/components/schemas/NewReceipt/properties/delivery_note/maxLength"))
                .isEqualTo(Limits.DELIVERY_NOTE_CHARACTERS_MAX);
        assertThat(number("/components/schemas/ArrivedLine/properties/quantity/maximum"))
                .isEqualTo(Limits.RECEIPT_QUANTITY_MAX);
        assertThat(number("/components/schemas/PurchaseOrder/properties/lines/maxItems"))
                .isEqualTo(Limits.PURCHASE_ORDER_LINES_MAX);
        assertThat(number("/components/schemas/Resolution/properties/reference/maxLength"))
                .isEqualTo(Limits.SUPPLIER_REFERENCE_CHARACTERS_MAX);
        assertThat(number("/components/parameters/Limit/schema/maximum"))
                .isEqualTo(config.pages().pageMax());
        assertThat(number("/components/parameters/Limit/schema/default"))
                .isEqualTo(config.pages().pageDefault());
    }

    private static long number(String pointer) {
        return API.document().at(pointer).asLong();
    }

    private static JsonNode operation(Route route) {
        return API.document()
                .get("paths")
                .get(route.path())
                .get(route.method().name().toLowerCase(Locale.ROOT));
    }

    private static void references(JsonNode node, Consumer<String> found) {
        if (node.has("$ref")) {
            found.accept(node.get("$ref").asString());
        }
        node.forEach(child -> references(child, found));
    }

    /** Every place that has a schema and examples beside it: bodies of requests and responses. */
    private static void collectExamples(JsonNode node, String pointer, List<DynamicTest> tests) {
        if (node.has("schema") && (node.has("example") || node.has("examples"))) {
            examplesOf(node)
                    .forEach(example -> tests.add(DynamicTest.dynamicTest(
                            pointer,
                            () -> assertThat(API.schema(pointer + "/schema").validate(example))
                                    .isEmpty())));
        }
        node.forEachEntry((name, child) ->
                collectExamples(child, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), tests));
    }

    private static List<JsonNode> examplesOf(JsonNode place) {
        List<JsonNode> examples = new ArrayList<>();
        if (place.has("example")) {
            examples.add(place.get("example"));
        }
        if (place.has("examples")) {
            place.get("examples")
                    .forEach(example -> examples.add(
                            example.has("$ref")
                                    ? API.at(example.get("$ref").asString().substring(1))
                                            .get("value")
                                    : example.get("value")));
        }
        return examples;
    }

    private static void forEachProblemExample(Consumer<JsonNode> action) {
        forEachMediaType(
                API.document(), MediaTypes.PROBLEM, place -> examplesOf(place).forEach(action));
    }

    private static void forEachMediaType(JsonNode node, String type, Consumer<JsonNode> action) {
        if (node.has(type)) {
            action.accept(node.get(type));
        }
        node.forEach(child -> forEachMediaType(child, type, action));
    }
}
