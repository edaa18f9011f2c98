package dev.millrace.attack.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes out.
 *
 * @param headers names and values in turn
 */
record Call(String method, String path, @Nullable String body, List<String> headers) {
    private static final String JSON = "application/json";

    Call {
        headers = List.copyOf(headers);
    }

    static Call get(String path) {
        return new Call("GET", path, null, List.of());
    }

    static Call post(String path, String json) {
        return new Call("POST", path, json, List.of("Content-Type", JSON));
    }

    static Call put(String path, String json) {
        return new Call("PUT", path, json, List.of("Content-Type", JSON));
    }

    /** A wish that needs no words. */
    static Call post(String path) {
        return new Call("POST", path, null, List.of());
    }

    Call with(String header, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Call(method, path, body, more);
    }

    /** A name as a segment of a path or a value of a query. */
    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method + " " + path);
        for (int name = 0; name < headers.size(); name += 2) {
            if (!headers.get(name).equals("Content-Type")) {
                text.append("  ").append(headers.get(name)).append(": ").append(headers.get(name + 1));
            }
        }
        return body == null ? text.toString() : text + "  " + body.strip().replaceAll("\\s*\n\\s*", " ");
    }
}
