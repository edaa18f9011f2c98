package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What our API's document holds itself to, so that the next operation or field is as well described as the last.
 * What is common to all OpenAPI documents is for the linter ({@code .ci/openapi-rules.yaml}).
 */
class OpenApiRulesTest {
    private static final OpenApi API = OpenApi.load();

    /** Below these a schema states a condition on properties that are described where they are declared. */
    private static final Set<String> CONDITIONS = Set.of("if", "then", "else", "not");

    @Test
    void describesWhateverHasAName() {
        Set<String> undescribed = new TreeSet<>();
        for (Place place : places()) {
            if (place.isNamed() && !API.isDescribed(place.node())) {
                undescribed.add(place.pointer());
            }
        }
        assertThat(undescribed).isEmpty();
    }

    @Test
    void describesInSentences() {
        for (Place place : places()) {
            if (place.node().isObject() && place.node().path("description").isString()) {
                String text = place.node().get("description").asString().strip();
                assertThat(text)
                        .as(place.pointer())
                        .matches("(?s)[`A-Z0-9].*[.|:]")
                        .doesNotContain("can not");
            }
        }
    }

    @Test
    void namesOperationsOnceAndBriefly() {
        Set<String> ids = new HashSet<>();
        for (Place operation : operations()) {
            JsonNode node = operation.node();
            assertThat(node.path("operationId").asString(""))
                    .as(operation.pointer())
                    .matches("[a-z]+([A-Z][a-z]+)*")
                    .matches(ids::add, "is unique");
            assertThat(node.path("summary").asString(""))
                    .as(operation.pointer())
                    .matches("[A-Z].{5,59}")
                    .doesNotEndWith(".");
        }
        assertThat(ids).hasSizeGreaterThan(30);
    }

    @Test
    void putsEveryOperationUnderOneTagThatIsDescribed() {
        Set<String> declared = new TreeSet<>();
        API.document().get("tags").forEach(tag -> {
            assertThat(API.isDescribed(tag)).as(tag.toString()).isTrue();
            declared.add(tag.get("name").asString());
        });
        Set<String> used = new TreeSet<>();
        for (Place operation : operations()) {
            assertThat(operation.node().get("tags")).as(operation.pointer()).hasSize(1);
            used.add(operation.node().get("tags").get(0).asString());
        }
        assertThat(used).isEqualTo(declared);
    }

    @Test
    void answersEveryFailureWithAProblem() {
        for (Place response : responses()) {
            int status = Integer.parseInt(response.name());
            JsonNode content = API.followed(response.node()).path("content");
            if (status >= 400) {
                assertThat(content.propertyNames()).as(response.pointer()).containsExactly(MediaTypes.PROBLEM);
                assertThat(content.get(MediaTypes.PROBLEM).get("schema").toString())
                        .as(response.pointer())
                        .containsPattern("schemas/(Problem|OrderRejected|AdjustmentRejected)\"");
            }
        }
    }

    @Test
    void letsEveryOperationFailInTheWaysThatAllShare() {
        for (Place operation : operations()) {
            Set<String> statuses =
                    new TreeSet<>(operation.node().get("responses").propertyNames());
            assertThat(statuses).as(operation.pointer()).contains("400", "401", "500", "503", "504");
            if (operation.node().has("requestBody")) {
                assertThat(statuses).as(operation.pointer()).contains("413", "415");
            }
        }
    }

    @Test
    void showsAnExampleOfEveryBody() {
        for (Place operation : operations()) {
            showsExamples(operation.pointer() + "/requestBody", operation.node().path("requestBody"));
        }
        for (Place response : responses()) {
            showsExamples(response.pointer(), API.followed(response.node()));
        }
    }

    private static void showsExamples(String pointer, JsonNode place) {
        place.path("content")
                .forEachEntry((type, content) -> assertThat(content.has("example") || content.has("examples"))
                        .as("%s %s", pointer, type)
                        .isTrue());
    }

    @Test
    void namesTheRequestInEveryAnswer() {
        for (Place response : responses()) {
            assertThat(API.followed(response.node()).path("headers").has("Request-Id"))
                    .as(response.pointer())
                    .isTrue();
        }
    }

    /** Anything in the document, with where it is. */
    private record Place(String pointer, String name, String parent, boolean conditional, JsonNode node) {
        boolean isNamed() {
            boolean property = parent.equals("properties") && !conditional;
            boolean component = pointer.matches("/components/(schemas|parameters|headers|responses)/[^/]+");
            boolean part = parent.equals("headers") || parent.equals("responses") || parent.equals("parameters");
            return property || component || part || isOperation();
        }

        boolean isOperation() {
            return pointer.matches("/paths/[^/]+/(get|put|post|delete|patch|head|options)");
        }
    }

    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        API.document().forEachEntry((name, child) -> collect(new Place("/" + name, name, "", false, child), places));
        return places;
    }

    private static void collect(Place place, List<Place> places) {
        places.add(place);
        // What an example shows is data, whatever its fields are called.
        if (place.name().equals("example") || place.name().equals("examples")) {
            return;
        }
        boolean conditional = place.conditional() || CONDITIONS.contains(place.name());
        JsonNode node = place.node();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(child(place, String.valueOf(i), conditional, node.get(i)), places);
            }
        } else {
            node.forEachEntry((name, child) -> collect(child(place, name, conditional, child), places));
        }
    }

    private static Place child(Place place, String name, boolean conditional, JsonNode node) {
        String step = name.replace("~", "~0").replace("/", "~1");
        return new Place(place.pointer() + "/" + step, name, place.name(), conditional, node);
    }

    private static List<Place> operations() {
        return places().stream().filter(Place::isOperation).toList();
    }

    private static List<Place> responses() {
        return places().stream()
                .filter(place ->
                        place.parent().equals("responses") && place.pointer().startsWith("/paths/"))
                .toList();
    }
}
