package dev.millrace.http;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body as the API's document describes it: bodies that are as they should be, and each of their fields, by its JSON pointer.
 * A field that is new in the document is among them without anybody's doing.
 */
final class DescribedBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern LINES = Pattern.compile("`(\\w+)` [io]n each line");
    private static final String HERE = "@@here@@";

    private final OpenApi api;
    private final boolean isOfLines;
    private final String pointer;
    private final Schema schema;
    private final List<JsonNode> examples = new ArrayList<>();
    private final Map<String, List<JsonNode>> fields = new LinkedHashMap<>();

    /** @param content the pointer to what the body is of one type, under {@code requestBody/content} */
    DescribedBody(OpenApi api, String content) {
        this.api = api;
        isOfLines = content.endsWith("x-ndjson");
        pointer = isOfLines ? "/components/schemas/" + ofLines(content) : content + "/schema";
        schema = api.schema(pointer);
        JsonNode media = api.at(content);
        if (isOfLines) {
            media.get("example").asString().lines().map(OpenApi::json).forEach(examples::add);
        } else {
            media.path("examples").forEach(example -> examples.add(example.get("value")));
            if (media.has("example")) {
                examples.add(media.get("example"));
            }
        }
        collect("", api.at(pointer));
        if (examples.isEmpty()) {
            examples.add(sample(List.of(api.at(pointer))));
        }
    }

    private String ofLines(String content) {
        Matcher line =
                LINES.matcher(api.at(content + "/schema").get("description").asString());
        if (!line.find()) {
            throw new IllegalStateException("the document does not say what a line is: " + content);
        }
        return line.group(1);
    }

    /** Whether each line of the body is one by itself. */
    boolean isOfLines() {
        return isOfLines;
    }

    List<JsonNode> examples() {
        return examples;
    }

    /** One that has the field, if there is one. */
    JsonNode exampleWith(String field) {
        return examples.stream()
                .filter(example -> !example.at(field).isMissingNode())
                .findFirst()
                .orElse(examples.getFirst());
    }

    /** Pointers to all that an object or array in it may hold. */
    List<String> fields() {
        return List.copyOf(fields.keySet());
    }

    boolean allows(String body) {
        return schema.validate(body, InputFormat.JSON).isEmpty();
    }

    /** A body with a value of raw JSON in one place. */
    String with(JsonNode example, String field, String raw) {
        ObjectNode body = (ObjectNode) example.deepCopy();
        put(body, field, JSON.stringNode(HERE));
        return body.toString().replace("\"" + HERE + "\"", raw);
    }

    /** A body with one field twice. */
    String withTwice(JsonNode example, String field) {
        JsonNode value = example.at(field).isMissingNode() ? JSON.numberNode(1) : example.at(field);
        return with(example, field, value + "," + JSON.stringNode(nameOf(field)) + ":" + value);
    }

    /** A body without one field. */
    String without(JsonNode example, String field) {
        ObjectNode body = (ObjectNode) example.deepCopy();
        if (body.at(parentOf(field)) instanceof ObjectNode parent) {
            parent.remove(nameOf(field));
        }
        return body.toString();
    }

    private void put(ObjectNode body, String field, JsonNode value) {
        String parent = parentOf(field);
        if (!parent.isEmpty() && !body.at(parent).isContainer()) {
            put(body, parent, sample(Objects.requireNonNull(fields.get(parent))));
        }
        switch (body.at(parent)) {
            case ObjectNode object -> object.set(nameOf(field), value);
            case ArrayNode array when array.isEmpty() -> array.add(value);
            case ArrayNode array -> array.set(0, value);
            case JsonNode other -> throw new IllegalStateException(field + " in " + other);
        }
    }

    private void collect(String at, JsonNode described) {
        for (String several : List.of("allOf", "anyOf", "oneOf")) {
            described.path(several).forEach(each -> collect(at, followed(each)));
        }
        described
                .path("properties")
                .propertyNames()
                .forEach(name -> add(
                        at + "/" + name, followed(described.get("properties").get(name))));
        if (described.has("items")) {
            add(at + "/0", followed(described.get("items")));
        }
        for (String one : List.of("then", "else")) {
            if (described.has(one)) {
                collect(at, followed(described.get(one)));
            }
        }
    }

    private void add(String field, JsonNode described) {
        fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(described);
        collect(field, described);
    }

    private JsonNode followed(JsonNode described) {
        return described.has("$ref") ? api.at(described.get("$ref").asString().substring(1)) : described;
    }

    private JsonNode sample(List<JsonNode> described) {
        JsonNode of = described.getFirst();
        for (String several : List.of("allOf", "anyOf", "oneOf")) {
            if (of.has(several) && !of.has("type")) {
                return sample(List.of(followed(of.get(several).get(0))));
            }
        }
        if (of.has("examples")) {
            return of.get("examples").get(0);
        }
        String type = of.path("type").toString();
        if (type.contains("object")) {
            ObjectNode object = JSON.objectNode();
            of.path("required")
                    .forEach(name -> object.set(
                            name.asString(),
                            sample(List.of(followed(of.get("properties").get(name.asString()))))));
            return object;
        }
        if (type.contains("array")) {
            return JSON.arrayNode().add(sample(List.of(followed(of.get("items")))));
        }
        if (type.contains("integer")) {
            return JSON.numberNode(Math.max(1, of.path("minimum").asLong(1)));
        }
        return of.has("enum") ? of.get("enum").get(0) : JSON.stringNode("a");
    }

    private static String parentOf(String field) {
        return field.substring(0, field.lastIndexOf('/'));
    }

    private static String nameOf(String field) {
        return field.substring(field.lastIndexOf('/') + 1);
    }
}
