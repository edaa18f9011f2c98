package dev.millrace.store;

/** How far the connection to the database is protected, in PostgreSQL's own words. */
public enum SslMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL
}
