package dev.millrace.http;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document as tests see it. */
final class OpenApi {
    private static final String LOCATION = "https://millrace.test/openapi";

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode document;
    private final SchemaRegistry registry;

    private OpenApi(JsonNode document) {
        this.document = document;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, document.toString())));
    }

    static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
            return new OpenApi(new YAMLMapper().readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a value. */
    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    JsonNode document() {
        return document;
    }

    /** What is at a place, for example {@code /components/schemas/Order}; a reference is followed. */
    JsonNode at(String pointer) {
        JsonNode found = document.at(pointer);
        return found.has("$ref") ? at(found.get("$ref").asString().substring(1)) : found;
    }

    /** The thing itself, or what it refers to. */
    JsonNode followed(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").asString().substring(1)) : node;
    }

    /** Whether it has a text for people, of its own or where it refers to. */
    boolean isDescribed(JsonNode node) {
        boolean ownText = !node.path("description").asString("").isBlank();
        return ownText || (node.has("$ref") && isDescribed(followed(node)));
    }

    /** The schema at a place in the document. */
    Schema schema(String pointer) {
        return registry.getSchema(SchemaLocation.of(LOCATION + "#" + pointer));
    }
}
