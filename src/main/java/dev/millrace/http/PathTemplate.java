package dev.millrace.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of a route, for example {@code /v1/orders/{id}}: a segment in braces is a parameter and stands for any text but
 * none. It is matched against the path as it was sent, before anything of it is decoded: so a SKU may be {@code a/b},
 * {@code ..} or {@code 100%}, which nobody could tell apart who normalizes or decodes paths first.
 */
public final class PathTemplate {
    private static final Pattern TEMPLATE = Pattern.compile("(/(\\{[a-z_]+}|[A-Za-z0-9._~-]*))+");
    private static final String ANY_SEGMENT = "[^/]+";

    private final String text;
    private final List<String> segments;
    private final Pattern pattern;

    private PathTemplate(String text) {
        this.text = text;
        this.segments = RequestTarget.split(text);
        StringBuilder regex = new StringBuilder();
        for (String segment : segments) {
            regex.append('/').append(isParameter(segment) ? ANY_SEGMENT : Pattern.quote(segment));
        }
        this.pattern = Pattern.compile(regex.toString());
    }

    /** @throws IllegalArgumentException if it is no absolute path of parameters and of letters, digits and {@code -._~} */
    public static PathTemplate of(String text) {
        if (!TEMPLATE.matcher(text).matches()) {
            throw new IllegalArgumentException("path: " + text + " (expected: an absolute one, for example /v1/{id})");
        }
        return new PathTemplate(text);
    }

    /** Without a group, since the router would decode groups in its own, lenient way. */
    String regex() {
        return pattern.pattern();
    }

    /** @param rawPath still encoded, without the query */
    boolean matches(String rawPath) {
        return pattern.matcher(rawPath).matches();
    }

    /**
     * The value of a parameter.
     *
     * @param decoded the segments of a path that matches
     */
    String parameter(String name, List<String> decoded) {
        int at = segments.indexOf("{" + name + "}");
        if (at < 0) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return decoded.get(at);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return text;
    }
}
