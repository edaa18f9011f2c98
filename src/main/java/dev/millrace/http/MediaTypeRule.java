package dev.millrace.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a request's body is of the sort that its route takes, by its headers alone. */
final class MediaTypeRule {
    private MediaTypeRule() {}

    /** What is wrong with them, or null. */
    static @Nullable Problem fault(BodyRule rule, HttpServerRequest http) {
        return switch (rule) {
            case NONE -> null;
            case JSON -> required(http, MediaTypes.JSON);
            case OPTIONAL_JSON -> RequestBody.isAnnounced(http) ? required(http, MediaTypes.JSON) : null;
            case NDJSON -> required(http, MediaTypes.NDJSON);
        };
    }

    private static @Nullable Problem required(HttpServerRequest http, String wanted) {
        if (!RequestBody.isAnnounced(http)) {
            return Problem.of(ProblemCode.BODY_REQUIRED, "Send a body of type " + wanted + ".");
        }
        String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean plain = http.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .allMatch(encoding -> encoding.equalsIgnoreCase("identity"));
        return plain && type != null && isOf(type, wanted)
                ? null
                : Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send a body of type " + wanted + ", not compressed.");
    }

    /** JSON has no encoding but UTF-8 (RFC 8259), so a charset may be named, but only this one. */
    private static boolean isOf(String type, String wanted) {
        if (type.equals(wanted)) {
            return true;
        }
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals(wanted)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return true;
    }
}
