package dev.millrace.http;

import java.util.Map;

/**
 * What a request is about.
 *
 * @param path as it was sent, still encoded
 * @param pathParameters by the names that the route gives them, decoded
 * @param query its parameters, decoded
 */
public record Target(String path, Map<String, String> pathParameters, QueryParameters query) {
    public Target {
        pathParameters = Map.copyOf(pathParameters);
    }
}
