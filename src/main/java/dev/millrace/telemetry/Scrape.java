package dev.millrace.telemetry;

/** All meters at one moment, as text. */
record Scrape(String contentType, String text) {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_1 = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** OpenMetrics for who asks for it, else the text format that everything reads. */
    static String contentType(String accept) {
        return accept.contains(OPEN_METRICS) ? OPEN_METRICS_1 : PROMETHEUS_TEXT;
    }
}
