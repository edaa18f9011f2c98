package dev.millrace.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the route of a request. It looks at the path as it was sent, segment by segment, and decodes each once: so a
 * SKU may be {@code a/b}, {@code ..} or {@code 100%}, which a router that normalizes paths first could not tell apart.
 */
final class RouteTable {

    /** What was found. */
    sealed interface Match {
        /** A route, and the parameters in its path, decoded, by name. */
        record Found(Route route, Map<String, String> pathParameters) implements Match {
            public Found {
                pathParameters = Map.copyOf(pathParameters);
            }
        }

        /** None, but the path has other methods; they stand in the form of the Allow header. */
        record OtherMethods(String allow) implements Match {}

        /** Neither. */
        record Nothing() implements Match {}
    }

    private static final Match NOTHING = new Match.Nothing();

    private final Map<Integer, List<Template>> templatesByLength;

    RouteTable(List<Route> routes) {
        templatesByLength =
                routes.stream().map(Template::of).collect(Collectors.groupingBy(template -> template.segments.size()));
    }

    /**
     * What answers there.
     *
     * @param method HEAD finds what GET does
     * @param rawPath still encoded, without the query
     * @throws ProblemException if the path is not percent-encoded UTF-8
     */
    Match find(HttpMethod method, String rawPath) {
        if (!rawPath.startsWith("/")) {
            return NOTHING;
        }
        List<String> segments = segments(rawPath);
        List<Template> candidates = templatesByLength.getOrDefault(segments.size(), List.of());
        for (Template template : candidates) {
            if (template.answers(method) && template.matches(segments)) {
                return new Match.Found(template.route, template.parameters(segments));
            }
        }
        String allow = candidates.stream()
                .filter(template -> template.matches(segments))
                .map(template -> template.route.method())
                .map(allowed -> allowed.equals(HttpMethod.GET) ? "GET, HEAD" : allowed.name())
                .distinct()
                .collect(Collectors.joining(", "));
        return allow.isEmpty() ? NOTHING : new Match.OtherMethods(allow);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(PercentEncoding.decodeSegment(path.substring(from, slash)));
            from = slash + 1;
        }
        segments.add(PercentEncoding.decodeSegment(path.substring(from)));
        return segments;
    }

    /** A route and the segments of its path; one in braces stands for any text but none. */
    private record Template(Route route, List<String> segments) {
        static Template of(Route route) {
            return new Template(route, RouteTable.segments(route.path()));
        }

        boolean answers(HttpMethod method) {
            return route.method().equals(method)
                    || (method.equals(HttpMethod.HEAD) && route.method().equals(HttpMethod.GET));
        }

        boolean matches(List<String> sent) {
            for (int i = 0; i < segments.size(); i++) {
                String wanted = segments.get(i);
                boolean fits = isParameter(wanted) ? !sent.get(i).isEmpty() : wanted.equals(sent.get(i));
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parameters(List<String> sent) {
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String wanted = segments.get(i);
                if (isParameter(wanted)) {
                    parameters.put(wanted.substring(1, wanted.length() - 1), sent.get(i));
                }
            }
            return parameters;
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }
}
