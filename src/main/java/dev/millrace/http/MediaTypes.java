package dev.millrace.http;

/** What the API speaks. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";
    public static final String PROBLEM = "application/problem+json";
    public static final String CSV = "text/csv; charset=utf-8";
    public static final String YAML = "application/yaml";

    private MediaTypes() {}
}
