package dev.millrace.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request is sent to: its path, in segments that are decoded once each, and its query.
 *
 * @param path as it was sent, still encoded
 * @param segments of the path, decoded
 * @param query its parameters, decoded
 */
public record RequestTarget(String path, List<String> segments, QueryParameters query) {
    public RequestTarget {
        segments = List.copyOf(segments);
    }

    /**
     * Decodes a path; its query is decoded once it is known that there is something under the path.
     *
     * @param rawPath as it was sent, absolute
     * @throws ProblemException if it is not percent-encoded UTF-8
     */
    public static RequestTarget ofPath(String rawPath) {
        List<String> segments = split(rawPath);
        segments.replaceAll(PercentEncoding::decodeSegment);
        return new RequestTarget(rawPath, segments, QueryParameters.parse(null));
    }

    /**
     * This target with its query.
     *
     * @throws ProblemException if it is not percent-encoded UTF-8
     */
    RequestTarget withQuery(@Nullable String rawQuery) {
        return new RequestTarget(path, segments, QueryParameters.parse(rawQuery));
    }

    /** The one way to write this path in which nothing is escaped that need not be. */
    String canonicalPath() {
        return segments.stream().map(Paths::encode).collect(Collectors.joining("/", "/", ""));
    }

    /** The segments of an absolute path, as they are. */
    static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(from));
        return segments;
    }
}
