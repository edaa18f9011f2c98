package dev.millrace.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the API's document.
 *
 * @param method in capital letters
 * @param path with its parameters in braces
 * @param parameters of path, query and headers
 * @param body null where it has none
 */
record DescribedOperation(
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable DescribedBody body) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** One parameter; {@code in} is path, query or header. */
    record Parameter(String name, String in, boolean isRequired, String schema) {}

    static List<DescribedOperation> all(OpenApi api) {
        List<DescribedOperation> operations = new ArrayList<>();
        JsonNode paths = api.document().get("paths");
        for (String path : paths.propertyNames()) {
            for (String method : paths.get(path).propertyNames()) {
                if (METHODS.contains(method)) {
                    operations.add(of(api, path, method));
                }
            }
        }
        return operations;
    }

    private static DescribedOperation of(OpenApi api, String path, String method) {
        String pointer = "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
        List<Parameter> parameters = new ArrayList<>();
        int count = api.at(pointer).path("parameters").size();
        for (int i = 0; i < count; i++) {
            String at = pointer + "/parameters/" + i;
            JsonNode reference = api.document().at(at).path("$ref");
            String found = reference.isMissingNode() ? at : reference.asString().substring(1);
            JsonNode parameter = api.at(found);
            parameters.add(new Parameter(
                    parameter.get("name").asString(),
                    parameter.get("in").asString(),
                    parameter.path("required").asBoolean(false),
                    found + "/schema"));
        }
        String content = StreamSupport.stream(
                        api.at(pointer)
                                .path("requestBody")
                                .path("content")
                                .propertyNames()
                                .spliterator(),
                        false)
                .findFirst()
                .map(type -> pointer + "/requestBody/content/" + type.replace("/", "~1"))
                .orElse("");
        return new DescribedOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                List.copyOf(parameters),
                content.isEmpty() ? null : new DescribedBody(api, content));
    }

    boolean has(String header) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(header));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
