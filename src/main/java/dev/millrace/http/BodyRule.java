package dev.millrace.http;

/** What body a route takes. */
public enum BodyRule {
    /** None; one that comes nevertheless is read over. */
    NONE,
    /** JSON, at most {@code body_bytes_max}. */
    JSON,
    /** Nothing, or JSON as above. */
    OPTIONAL_JSON,
    /** Lines of JSON, at most {@code bulk_bytes_max}. */
    NDJSON
}
